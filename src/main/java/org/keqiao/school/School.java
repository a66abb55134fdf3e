package org.keqiao.school;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A school.
 *
 * @param name full name
 * @param region code of the region that it stands in
 * @param kind {@link #URBAN} or {@link #RURAL}
 * @param areaCode the statistics bureau's code of town and country, which its kind follows from
 * @param stages stage ids of the taxonomy
 * @param pupils how many; they are counted and never named
 * @param lineKbps speed of its line to the outside, kbit/s
 * @param rooms how many it has of each kind of {@link #ROOMS}
 * @param equipment how many it has of each kind of {@link #EQUIPMENT}
 */
public record School(
    String name,
    String region,
    String kind,
    Optional<String> areaCode,
    List<String> stages,
    int pupils,
    int lineKbps,
    Map<String, Integer> rooms,
    Map<String, Integer> equipment) {

  /** In town. */
  public static final String URBAN = "urban";

  /** In the country. */
  public static final String RURAL = "rural";

  /** Stages that a school may have. */
  static final Set<String> STAGES = Set.of("primary", "junior", "senior");

  /** Kinds of rooms. */
  public static final Set<String> ROOMS =
      Set.of("classroom", "multimedia", "recording", "computer", "laboratory", "library");

  /** Kinds of equipment. */
  public static final Set<String> EQUIPMENT =
      Set.of("screen", "camera", "microphone", "computer", "tablet", "server");

  /** What earlier versions of the program stored knows no rooms and no equipment. */
  @SuppressWarnings("ConstantValue")
  public School {
    stages = List.copyOf(stages);
    rooms = rooms == null ? Map.of() : Map.copyOf(rooms);
    equipment = equipment == null ? Map.of() : Map.copyOf(equipment);
  }
}

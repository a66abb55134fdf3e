package org.keqiao.timetable.room;

import java.util.Map;

/**
 * A room of a school.
 *
 * @param school id of the school
 * @param name as its door says it
 * @param kind one of {@link org.keqiao.school.School#ROOMS}
 * @param seats how many pupils it seats
 * @param equipment how many it has of each kind of {@link org.keqiao.school.School#EQUIPMENT}
 * @param joins whether it can join the classrooms of other schools: it has picture and sound
 */
public record Room(
    String school,
    String name,
    String kind,
    int seats,
    Map<String, Integer> equipment,
    boolean joins) {

  /** Keeps its map from changing. */
  public Room {
    equipment = Map.copyOf(equipment);
  }
}

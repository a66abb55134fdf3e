package org.keqiao.pairing.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.keqiao.pairing.statement.Need;
import org.keqiao.pairing.statement.Offer;
import org.keqiao.pairing.statement.WeekTime;

/**
 * A made-up province of 14 cities with six counties each; always the same for one seed.
 *
 * @param seed what it is made up from
 * @param most partners that one urban school may have
 */
record Province(long seed, int most) {

  private static final List<String> RARE =
      List.of("english", "music", "art", "science", "physics", "chemistry", "it");
  private static final List<String> EDITIONS = List.of("pep", "pep", "bnu", "jke");

  private static List<String> regions(Random random, boolean village) {
    int city = 1 + random.nextInt(14);
    int county = 21 + random.nextInt(6);
    List<String> regions = new ArrayList<>();
    if (village) {
      regions.add("62%02d%02d%03d".formatted(city, county, 100 + random.nextInt(12)));
    }
    regions.add("62%02d%02d".formatted(city, county));
    regions.add("62%02d00".formatted(city));
    regions.add("620000");
    return regions;
  }

  private static List<WeekTime> times(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new WeekTime(
                    1 + random.nextInt(5),
                    Optional.of(1 + random.nextInt(8)),
                    Optional.empty(),
                    Optional.empty()))
        .toList();
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  List<RuralSchool> rural(int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> rural(random, "r" + i)).toList();
  }

  private static RuralSchool rural(Random random, String id) {
    List<Need> needs =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(
                i ->
                    new Need(
                        id,
                        pick(random, RARE),
                        "g" + (1 + random.nextInt(9)),
                        Optional.of(pick(random, EDITIONS)),
                        1 + random.nextInt(4),
                        times(random, 4),
                        Optional.empty(),
                        Optional.empty()))
            .toList();
    return RuralSchool.of(id, regions(random, true), 300 + random.nextInt(8000), needs);
  }

  List<UrbanSchool> urban(int count) {
    Random random = new Random(seed + 1);
    return IntStream.range(0, count).mapToObj(i -> urban(random, "u" + i)).toList();
  }

  private UrbanSchool urban(Random random, String id) {
    List<Offer.Course> courses =
        IntStream.rangeClosed(0, random.nextInt(4))
            .mapToObj(
                i ->
                    new Offer.Course(
                        pick(random, RARE),
                        IntStream.rangeClosed(1, 9)
                            .filter(grade -> random.nextBoolean())
                            .mapToObj(grade -> "g" + grade)
                            .toList(),
                        Optional.of(pick(random, EDITIONS)),
                        1))
            .toList();
    Offer offer =
        new Offer(id, courses, times(random, 12), 4 + random.nextInt(10), 1 + random.nextInt(most));
    return UrbanSchool.of(id, regions(random, false), 50_000, List.of(offer));
  }
}

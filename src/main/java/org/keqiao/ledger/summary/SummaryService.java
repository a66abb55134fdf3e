package org.keqiao.ledger.summary;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.ledger.agreement.LedgerService;
import org.keqiao.ledger.agreement.Sums;
import org.keqiao.ledger.hour.HourIndex;
import org.keqiao.ledger.promise.Weeks;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementState;
import org.keqiao.school.School;
import org.keqiao.store.Entry;

/** Summaries of what lies within a caller's reach. */
public final class SummaryService {

  private static final Set<AgreementState> HELD =
      EnumSet.of(
          AgreementState.ACCEPTED,
          AgreementState.ACTIVE,
          AgreementState.SUSPENDED,
          AgreementState.ENDED);

  private final LedgerService.Sources sources;
  private final SumsIndex index;
  private final Clock clock;

  SummaryService(LedgerService.Sources sources, SumsIndex index, Clock clock) {
    this.sources = sources;
    this.index = index;
    this.clock = clock;
  }

  /** The day in China. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), Agreement.CHINA);
  }

  /**
   * A summary.
   *
   * @param total of all rows
   * @param rows in the order of their keys
   */
  record Summary(Weeks weeks, SummaryRow total, List<SummaryRow> rows) {}

  /**
   * Which hours.
   *
   * @param region that the rural schools lie in, if one is named
   */
  record Asked(Optional<String> region, Weeks weeks, By by) {}

  /** What a summary is made of; the rural schools in the order of their ids. */
  private record Known(
      SortedMap<String, School> schools, Promises promises, SumsIndex.Found found) {

    Sums sums(String school) {
      return found.rows().getOrDefault(school, Sums.NONE);
    }
  }

  Summary summary(Caller caller, Asked asked) {
    Known known = known(caller, asked);
    Set<String> partnered = new HashSet<>(known.promises().partnered());
    partnered.retainAll(known.schools().keySet());
    SummaryRow total =
        SummaryRow.of("total", known.promises().total(), known.found().total())
            .covering(known.schools().size(), partnered.size());
    return new Summary(asked.weeks(), total, rows(asked.by(), known));
  }

  private Known known(Caller caller, Asked asked) {
    Optional<Set<String>> within = caller.reach(Permission.READ_HOURS).within();
    SortedMap<String, School> schools = new TreeMap<>();
    sources
        .schools()
        .ofKind(School.RURAL, asked.region(), within)
        .forEach(each -> schools.put(each.id().value(), each.value()));
    List<Agreement> agreements =
        sources
            .agreements()
            .all(asked.region().map(code -> Map.of("places", code)).orElse(Map.of()), within)
            .map(Entry::value)
            .filter(each -> receives(each, asked.region(), schools))
            .toList();
    HourIndex.Wanted wanted =
        new HourIndex.Wanted(
            asked.region().map(code -> Map.of("area", code)).orElse(Map.of()),
            within,
            Optional.of(asked.weeks().begin()),
            Optional.of(asked.weeks().end()));
    return new Known(
        schools,
        Promises.of(agreements, asked.weeks(), sources.calendar()),
        index.sums(wanted, asked.by().field()));
  }

  /**
   * Whether the rural school of an agreement lies in a region. A school beyond the caller's reach,
   * whose partner is not, joins the others once the two have agreed.
   */
  private boolean receives(
      Agreement agreement, Optional<String> region, SortedMap<String, School> schools) {
    String rural = agreement.rural();
    if (schools.containsKey(rural)) {
      return true;
    }
    Optional<School> school = sources.schools().find(rural).map(Entry::value);
    boolean inRegion = region.isEmpty() || sources.schools().around(rural).contains(region.get());
    if (inRegion && HELD.contains(agreement.state())) {
      school.ifPresent(found -> schools.put(rural, found));
    }
    return inRegion;
  }

  private List<SummaryRow> rows(By by, Known known) {
    return switch (by) {
      case COUNTY -> counties(known);
      case SCHOOL -> known.schools().keySet().stream().map(id -> school(id, known)).toList();
      case SUBJECT -> plain(known.promises().bySubject(), known.found());
      case WEEK -> plain(known.promises().byWeek(), known.found());
    };
  }

  private SummaryRow school(String school, Known known) {
    List<String> partners = known.promises().partners(school);
    return SummaryRow.of(school, known.promises().ofSchool(school), known.sums(school))
        .named(Optional.ofNullable(known.schools().get(school)).map(School::name))
        .covering(1, partners.isEmpty() ? 0 : 1)
        .of(partners);
  }

  private List<SummaryRow> counties(Known known) {
    Map<String, List<String>> schools =
        known.schools().entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    each -> sources.schools().county(each.getValue().region()).orElse(""),
                    TreeMap::new,
                    Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    return schools.entrySet().stream()
        .map(each -> county(each.getKey(), each.getValue(), known))
        .toList();
  }

  private SummaryRow county(String county, Collection<String> schools, Known known) {
    return SummaryRow.of(
            county,
            schools.stream().mapToDouble(known.promises()::ofSchool).sum(),
            schools.stream().map(known::sums).reduce(Sums.NONE, Sums::and))
        .named(sources.schools().regionName(county))
        .covering(
            schools.size(),
            schools.stream()
                .filter(school -> !known.promises().partners(school).isEmpty())
                .count());
  }

  private static List<SummaryRow> plain(Map<String, Double> promised, SumsIndex.Found found) {
    Set<String> keys = new TreeSet<>(promised.keySet());
    keys.addAll(found.rows().keySet());
    Map<String, Double> all = new HashMap<>(promised);
    return keys.stream()
        .map(
            key ->
                SummaryRow.of(
                    key, all.getOrDefault(key, 0.0), found.rows().getOrDefault(key, Sums.NONE)))
        .toList();
  }
}

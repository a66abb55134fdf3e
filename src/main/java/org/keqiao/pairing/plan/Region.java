package org.keqiao.pairing.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.pairing.matching.Candidates;
import org.keqiao.pairing.matching.RuralSchool;
import org.keqiao.pairing.matching.UrbanSchool;
import org.keqiao.pairing.statement.Need;
import org.keqiao.pairing.statement.Offer;
import org.keqiao.pairing.statement.Statements;
import org.keqiao.school.School;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;

/**
 * What a plan for a region is made from, as it stands now.
 *
 * @param candidates its schools
 * @param standing rural school → partner, where there is an agreement or a proposal of one
 */
record Region(Candidates candidates, Map<String, String> standing) {

  /** Where a region's schools are read. */
  record Sources(SchoolService schools, Statements statements, AgreementService agreements) {

    Region read(String region) {
      Map<String, List<Need>> needs =
          statements.needsWithin(region).collect(Collectors.groupingBy(Need::school));
      Map<String, List<Offer>> offers =
          statements.offersWithin(region).collect(Collectors.groupingBy(Offer::school));
      Map<String, String> standing = new TreeMap<>();
      Set<Candidates.Partners> known = new HashSet<>();
      agreements
          .within(region)
          .forEach(
              agreement -> {
                if (agreement.state().isOpen()) {
                  standing.put(agreement.rural(), agreement.urban());
                } else if (agreement.ranToItsLastDay()) {
                  known.add(new Candidates.Partners(agreement.urban(), agreement.rural()));
                }
              });
      List<RuralSchool> rural =
          schools
              .within(region, School.RURAL)
              .map(school -> rural(school, needs.getOrDefault(school.id().value(), List.of())))
              .toList();
      List<UrbanSchool> urban =
          schools
              .within(region, School.URBAN)
              .filter(school -> offers.containsKey(school.id().value()))
              .map(school -> urban(school, offers.getOrDefault(school.id().value(), List.of())))
              .toList();
      Set<String> here = rural.stream().map(RuralSchool::id).collect(Collectors.toSet());
      standing.keySet().retainAll(here);
      return new Region(new Candidates(rural, urban, known), new HashMap<>(standing));
    }

    private RuralSchool rural(Entry<School> school, List<Need> needs) {
      School value = school.value();
      return RuralSchool.of(
          school.id().value(), schools.around(value.region()), value.lineKbps(), needs);
    }

    private UrbanSchool urban(Entry<School> school, List<Offer> offers) {
      School value = school.value();
      return UrbanSchool.of(
          school.id().value(), schools.around(value.region()), value.lineKbps(), offers);
    }
  }
}

package org.keqiao.pairing.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.pairing.matching.Fit;
import org.keqiao.school.SchoolService;

/**
 * A pair as the bureau sees it.
 *
 * @param why what it costs, component by component, in sentences
 */
record PairView(
    String rural,
    Optional<String> ruralName,
    String urban,
    Optional<String> urbanName,
    Plan.Origin origin,
    List<Terms.Course> courses,
    int hours,
    int cost,
    List<Component> why) {

  /**
   * One component of the cost.
   *
   * @param points how badly it fits, 0 to 100
   * @param sentence the same in words
   */
  record Component(String component, int points, String sentence) {}

  static PairView of(Call call, Plan.Pair pair, SchoolService schools) {
    List<Component> why = new ArrayList<>();
    pair.fit()
        .ifPresentOrElse(
            fit -> explain(call, pair, fit, why),
            () -> why.add(new Component("fit", 100, call.sentence("pair-unfit"))));
    return new PairView(
        pair.rural(),
        schools.name(pair.rural()),
        pair.urban(),
        schools.name(pair.urban()),
        pair.origin(),
        pair.courses(),
        pair.hours(),
        pair.cost(),
        why);
  }

  private static void explain(Call call, Plan.Pair pair, Fit fit, List<Component> why) {
    why.add(share(call, "subject", fit.subject()));
    why.add(share(call, "edition", fit.edition()));
    why.add(share(call, "periods", fit.periods()));
    why.add(share(call, "line", fit.line()));
    why.add(
        new Component(
            "distance", fit.distance(), call.sentence("pair-distance-" + fit.distance())));
    why.add(
        new Component(
            "balance",
            pair.partners() > 1 ? 100 - 100 / pair.partners() : 0,
            call.sentence("pair-balance", pair.partners())));
    why.add(
        new Component(
            "partnership",
            fit.partnership(),
            call.sentence(fit.partnership() == 0 ? "pair-known" : "pair-new")));
  }

  private static Component share(Call call, String component, int points) {
    return new Component(component, points, call.sentence("pair-" + component, 100 - points));
  }
}

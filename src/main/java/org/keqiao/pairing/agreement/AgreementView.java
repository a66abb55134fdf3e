package org.keqiao.pairing.agreement;

import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** An agreement as callers see it. */
record AgreementView(
    Id id,
    String urban,
    String rural,
    Optional<String> plan,
    AgreementState state,
    boolean renewalDue,
    TermsVersion current,
    Optional<TermsVersion> amendment,
    List<TermsVersion> earlier,
    List<Agreement.Happening> history) {

  static AgreementView of(Entry<Agreement> entry) {
    Agreement value = entry.value();
    return new AgreementView(
        entry.id(),
        value.urban(),
        value.rural(),
        value.plan(),
        value.state(),
        value.renewalDue(),
        value.current(),
        value.amendment(),
        value.earlier(),
        value.history());
  }
}

package org.keqiao.pairing.agreement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.feed.FeedSource;

/** What of the life of agreements others can follow: each step. */
final class AgreementEvents {

  static final List<String> TYPES =
      Stream.of(Step.values()).map(AgreementEvents::type).distinct().toList();

  private AgreementEvents() {}

  private static String type(Step step) {
    return switch (step) {
      case PROPOSE -> "agreement.proposed";
      case SIGN -> "agreement.signed";
      case ACCEPT -> "agreement.accepted";
      case DECLINE -> "agreement.declined";
      case LAPSE -> "agreement.expired";
      case BEGIN -> "agreement.active";
      case SUSPEND -> "agreement.suspended";
      case RESUME -> "agreement.resumed";
      case END, FINISH -> "agreement.ended";
      case AMEND -> "agreement.amendment-proposed";
      case SIGN_AMENDMENT -> "agreement.amendment-signed";
      case ACCEPT_AMENDMENT -> "agreement.amended";
      case DECLINE_AMENDMENT -> "agreement.amendment-declined";
      case REMIND -> "agreement.renewal-due";
    };
  }

  /** What happened between two versions; an agreement is never deleted. */
  static List<FeedSource.Change> between(Optional<Agreement> before, Optional<Agreement> after) {
    int known = before.map(Agreement::history).map(List::size).orElse(0);
    return after.stream()
        .flatMap(
            agreement ->
                agreement.history().stream().skip(known).map(each -> change(agreement, each)))
        .toList();
  }

  private static FeedSource.Change change(Agreement agreement, Agreement.Happening happening) {
    return new FeedSource.Change(
        type(happening.step()),
        happening.at(),
        agreement.state().label(),
        List.of(agreement.urban(), agreement.rural()));
  }
}

package org.keqiao.pairing.statement;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.keqiao.school.School;
import org.keqiao.store.RecordType;

/**
 * Needs or offers.
 *
 * @param type kind of record
 * @param draft what callers send of it
 * @param redraft what a caller would have sent of one
 * @param schools kind of the schools that state it
 * @param card what of it is searched
 */
record StatementKind<T extends Statement, D extends StatementDraft<T>>(
    RecordType<T> type,
    Class<D> draft,
    BiFunction<String, T, D> redraft,
    String schools,
    Function<T, Map<String, Object>> card) {

  static final StatementKind<Need, NeedDraft> NEEDS =
      new StatementKind<>(
          new RecordType<>("need", Need.class),
          NeedDraft.class,
          NeedDraft::of,
          School.RURAL,
          Need::card);

  static final StatementKind<Offer, OfferDraft> OFFERS =
      new StatementKind<>(
          new RecordType<>("offer", Offer.class),
          OfferDraft.class,
          OfferDraft::of,
          School.URBAN,
          Offer::card);
}

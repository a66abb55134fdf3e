package org.keqiao.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.keqiao.store.Revision;
import org.keqiao.store.Trail;

/**
 * A kind of record whose versions are found.
 *
 * @param type as it is named in the trail
 * @param places nodes of the tree that a record belongs to, by its id and what it says
 * @param open whether the versions of a record may be shown; what is secret is only said to have
 *     changed
 */
public record Audited<T>(
    String type, Records<T> records, BiFunction<Id, T, List<String>> places, Predicate<Id> open) {

  /** Whose versions may be shown. */
  public static <T> Audited<T> open(
      String type, Records<T> records, BiFunction<Id, T, List<String>> places) {
    return new Audited<>(type, records, places, id -> true);
  }

  /** Whose versions are secret. */
  public static <T> Audited<T> secret(
      String type, Records<T> records, BiFunction<Id, T, List<String>> places) {
    return new Audited<>(type, records, places, id -> false);
  }

  /** The same, but that the versions of some records are secret. */
  public Audited<T> butNot(Predicate<Id> secret) {
    return new Audited<>(type, records, places, open.and(secret.negate()));
  }

  void followedBy(Trail trail) {
    trail.follow(
        records,
        revision ->
            revision
                .value()
                .or(() -> before(revision))
                .map(value -> places.apply(revision.id(), value))
                .orElse(List.of()));
  }

  /** What was deleted lies where it lay. */
  private Optional<T> before(Revision<T> deletion) {
    return records.revision(deletion.id(), deletion.version() - 1).flatMap(Revision::value);
  }

  /** What a version said; nothing when it is secret, says "deleted" or there is none. */
  Optional<Object> value(Id id, long version) {
    return version > 0 && open.test(id)
        ? records.revision(id, version).flatMap(Revision::value).map(value -> (Object) value)
        : Optional.empty();
  }
}

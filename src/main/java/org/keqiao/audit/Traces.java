package org.keqiao.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.keqiao.store.TrailLine;

/** The lines of the audit that speak of one account. */
public final class Traces {

  private static final AuditIndex.Period ALWAYS =
      new AuditIndex.Period(Optional.empty(), Optional.empty());

  private final AuditIndex index;

  Traces(AuditIndex index) {
    this.index = index;
  }

  /**
   * That a version of a record was written.
   *
   * @param record kind and id
   * @param operation by which
   * @param address from where the account did it; absent when somebody else did
   * @param own whether the account did it itself
   */
  public record Trace(
      String record,
      long version,
      Instant at,
      Optional<String> operation,
      Optional<String> address,
      boolean own) {

    private static Trace of(TrailLine line, Id account) {
      boolean own = line.by().equals(account.value());
      return new Trace(
          line.type() + "/" + line.record(),
          line.version(),
          line.at(),
          line.origin().map(Origin::operation),
          line.origin().map(Origin::address).filter(from -> own),
          own);
    }
  }

  /** What an account did, the newest first, and no more than {@code most}. */
  public Stream<Trace> by(Id account, int most) {
    return find("account", account.value(), account, most);
  }

  /** What was done to an account, by itself too, the newest first. */
  public Stream<Trace> about(Id account, int most) {
    return find("record", "account/" + account, account, most);
  }

  private Stream<Trace> find(String field, String value, Id account, int most) {
    return index
        .newest(Map.of(field, value), Optional.empty(), ALWAYS, most, Optional.empty())
        .items()
        .stream()
        .map(line -> Trace.of(line, account));
  }
}

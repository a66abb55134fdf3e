package org.keqiao.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.OldVersions;
import org.keqiao.store.Origin;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what somebody did that changed no record, so that it is found with what did. */
public final class Events {

  /** Events: made once and never changed. */
  public static final RecordType<Event> TYPE = new RecordType<>("event", Event.class);

  private static final Logger LOG = LoggerFactory.getLogger(Events.class);
  private static final long MINUTE = Duration.ofMinutes(1).toSeconds();

  /** Stands for every login name that there is no account of. */
  private static final Id NOBODY = new Id("unknown");

  private final Records<Event> events;
  private final OldVersions old;

  /** Events of this bucket. */
  public Events(Bucket bucket) {
    this.events = new Records<>(bucket, TYPE, Optional.empty());
    this.old = new OldVersions(bucket, TYPE);
  }

  /** What of them is followed. */
  public Audited<Event> audited(Function<Id, List<String>> nodesOfAccount) {
    return Audited.open(TYPE.name(), events, (id, event) -> nodesOfAccount.apply(event.account()));
  }

  /**
   * Forgets what happened before a moment; {@link Audit#forgetEvents} forgets that it was found.
   *
   * @return how many
   */
  public long forget(Instant before) {
    return old.forgetMade(before);
  }

  /**
   * Keeps that an account did something.
   *
   * @throws FaultException unavailable, when it cannot be kept: then it may not be done
   */
  public void happened(Event.Kind kind, Id account) {
    happened(kind, account, account);
  }

  /**
   * Keeps that an account did something with another.
   *
   * @throws FaultException unavailable, when it cannot be kept: then it may not be done
   */
  public void happened(Event.Kind kind, Id meant, Id by) {
    events.create(Id.fresh(), new Event(kind, meant), by.value());
  }

  /**
   * Keeps that a sign-in was refused, once a minute for each account and address, so that whoever
   * tries many passwords does not fill the library; and the answer stays the same when it cannot be
   * kept.
   *
   * @param account whose login name was given, if there is such an account
   */
  public void refused(Optional<Id> account) {
    Id meant = account.orElse(NOBODY);
    String from = Origin.CURRENT.isBound() ? Origin.CURRENT.get().address() : "";
    long minute = Instant.now().getEpochSecond() / MINUTE;
    String name = DigestUtils.sha256Hex(meant + " " + from + " " + minute).substring(0, 40);
    try {
      events.createIfAbsent(
          new Id(name), new Event(Event.Kind.SIGN_IN_REFUSED, meant), meant.value());
    } catch (FaultException away) {
      LOG.warn("a refused sign-in could not be kept: {}", away.getMessage());
    }
  }
}

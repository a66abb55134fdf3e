package org.keqiao.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Random keys that all servers share, kept in the bucket only. The first of each purpose is made by
 * whichever server asks first; more are added when somebody rotates them.
 */
public final class Secrets {

  private static final RecordType<Secret> TYPE = new RecordType<>("secret", Secret.class);
  private static final int BYTES = 32;
  private static final String BY = "system";

  private final Records<Secret> records;
  private final Clock clock;

  /** Keys of this bucket. */
  public Secrets(Bucket bucket) {
    this(bucket, Clock.systemUTC());
  }

  /** Keys of this bucket, at the time that a clock shows. */
  public Secrets(Bucket bucket, Clock clock) {
    this.records = new Records<>(bucket, TYPE, Optional.empty());
    this.clock = clock;
  }

  /** All keys of a purpose, and those that are still to come. */
  public KeyRing ring(String purpose) {
    return new KeyRing(() -> read(purpose).keys(), clock);
  }

  /**
   * Adds a key, which signs from now on, while earlier ones are still known.
   *
   * @return how many there are now
   */
  public int rotate(String purpose) {
    read(purpose);
    Later next = new Later(fresh(), clock.instant());
    return records.update(new Id(purpose), BY, secret -> secret.with(next)).value().keys().size();
  }

  private Secret read(String purpose) {
    Id id = new Id(purpose);
    return records
        .newest(id)
        .or(() -> records.createIfAbsent(id, new Secret(fresh(), List.of()), BY))
        .orElseGet(() -> records.read(id))
        .value();
  }

  private static byte[] fresh() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * The keys of a purpose as they are kept; never printed.
   *
   * @param key the first
   * @param later those after it, in the order in which they were made
   */
  record Secret(byte[] key, List<Later> later) {

    /** What earlier versions of the program stored has one key. */
    @SuppressWarnings("ConstantValue")
    Secret {
      later = later == null ? List.of() : List.copyOf(later);
    }

    Secret with(Later next) {
      return new Secret(key, Stream.concat(later.stream(), Stream.of(next)).toList());
    }

    List<SharedKey> keys() {
      List<SharedKey> keys = new ArrayList<>();
      for (int number = 0; number <= later.size(); number++) {
        keys.add(
            new SharedKey(
                number,
                number == 0 ? key : later.get(number - 1).key(),
                later.stream().skip(number).findFirst().map(Later::since)));
      }
      return keys;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Secret secret
          && Arrays.equals(key, secret.key)
          && later.equals(secret.later);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key) + later.hashCode();
    }

    @Override
    public String toString() {
      return "Secret";
    }
  }

  /**
   * A key that was added.
   *
   * @param since when
   */
  record Later(byte[] key, Instant since) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Later later
          && Arrays.equals(key, later.key)
          && since.equals(later.since);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
      return "Later";
    }
  }
}

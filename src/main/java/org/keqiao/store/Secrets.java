package org.keqiao.store;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * Random keys that all servers share: made once, by whichever server asks first, and kept in the
 * bucket only.
 */
public final class Secrets {

  private static final RecordType<Secret> TYPE = new RecordType<>("secret", Secret.class);
  private static final int BYTES = 32;

  private final Records<Secret> records;

  /** Keys of this bucket. */
  public Secrets(Bucket bucket) {
    this.records = new Records<>(bucket, TYPE, Optional.empty());
  }

  /** The 256-bit key of this name. */
  public byte[] key(String name) {
    Id id = new Id(name);
    return records
        .find(id)
        .or(() -> records.createIfAbsent(id, fresh(), "system"))
        .orElseGet(() -> records.read(id))
        .value()
        .key();
  }

  private static Secret fresh() {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return new Secret(key);
  }

  /** A key as it is kept; never printed. */
  record Secret(byte[] key) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Secret secret && Arrays.equals(key, secret.key);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
      return "Secret";
    }
  }
}

package org.keqiao.identity.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * What other systems sign in with: a secret of 256 random bits each, made here and shown once. It
 * is kept as SHA-256: a slow hash makes guessing slow, and what is that long is not guessed however
 * fast the hash is, while a slow one would let anybody keep the cores busy.
 */
public final class ClientSecrets {

  private static final RecordType<ClientKeys> TYPE =
      new RecordType<>("client-secret", ClientKeys.class);

  /** Tells the sessions of clients from those of people. */
  private static final String SESSION = "client-";

  /** Begins every secret, so that those who search texts for leaked secrets find it. */
  private static final String MARK = "kqc_";

  private static final int SECRET_BYTES = 32;

  private final Records<ClientKeys> clients;
  private final Duration grace;

  /**
   * Those of a bucket.
   *
   * @param grace how long a secret is good once there is a newer one
   */
  public ClientSecrets(Bucket bucket, Duration grace) {
    this.clients = new Records<>(bucket, TYPE, Optional.empty());
    this.grace = grace;
  }

  /** The records themselves, to be followed and not to be shown. */
  public Records<ClientKeys> records() {
    return clients;
  }

  /**
   * A secret that was made.
   *
   * @param secret shown now and never again
   * @param oldGoodUntil how long earlier ones are good, if there are any
   */
  public record Made(String secret, Optional<Instant> oldGoodUntil) {}

  /** Gives a client a new secret; those it has are good for a while yet. */
  public Made renew(Id client, String by) {
    Instant now = Instant.now();
    String secret = fresh();
    ClientKeys.Hashed hashed = new ClientKeys.Hashed(hash(secret), now, Optional.empty());
    ClientKeys first = new ClientKeys(session(), List.of(hashed));
    Entry<ClientKeys> kept =
        put(client, first, by, before -> before.with(hashed, now, now.plus(grace)));
    return new Made(
        secret,
        kept.value().secrets().stream()
            .flatMap(each -> each.until().stream())
            .max(Instant::compareTo));
  }

  /** Ends all secrets of a client and what it was let in with. */
  public void revoke(Id client, String by) {
    ClientKeys none = new ClientKeys(session(), List.of());
    put(client, none, by, before -> before.secrets().isEmpty() ? before : none);
  }

  private Entry<ClientKeys> put(
      Id client, ClientKeys first, String by, UnaryOperator<ClientKeys> change) {
    return clients
        .createIfAbsent(client, first, by)
        .orElseGet(() -> clients.update(client, by, change));
  }

  /** The session that a secret lets its client into; nothing when the secret is no good. */
  public Optional<Id> session(Id client, String secret) {
    byte[] hash = hash(secret).getBytes(StandardCharsets.US_ASCII);
    Instant now = Instant.now();
    return clients
        .find(client)
        .map(Entry::value)
        .filter(
            keys ->
                keys.secrets().stream()
                    .filter(each -> each.good(now))
                    .anyMatch(
                        each ->
                            MessageDigest.isEqual(
                                hash, each.sha256().getBytes(StandardCharsets.US_ASCII))))
        .map(ClientKeys::session);
  }

  /** Whether a session is one of clients. */
  public static boolean isOfClient(Id session) {
    return session.value().startsWith(SESSION);
  }

  /** Whether a client may go on with a session. */
  public boolean stands(Id client, Id session) {
    return clients.find(client).filter(each -> each.value().session().equals(session)).isPresent();
  }

  /** The secrets of a client, without what they are. */
  public List<ClientKeys.Hashed> list(Id client) {
    Instant now = Instant.now();
    return clients.find(client).stream()
        .flatMap(each -> each.value().secrets().stream())
        .filter(each -> each.good(now))
        .toList();
  }

  private static Id session() {
    return new Id(SESSION + Id.fresh());
  }

  private static String fresh() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    return DigestUtils.sha256Hex(secret);
  }
}

package org.keqiao.live.broadcast;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Tokens in the addresses of playlists and segments of a session's broadcasts: players that fetch
 * these send no headers of ours. Signed with HMAC-SHA-256 by a key that all servers share.
 */
final class LiveTickets {

  private static final int SIGNATURE = 16;
  private static final int HEAD = 9;

  private final KeyRing keys;
  private final Duration life;
  private final Clock clock;

  /**
   * @param life how long a token is good
   */
  LiveTickets(KeyRing keys, Duration life, Clock clock) {
    this.keys = keys;
    this.life = life;
    this.clock = clock;
  }

  /** A token for the broadcasts of a session. */
  String issue(Id session) {
    SharedKey key = keys.newest();
    byte[] name = session.value().getBytes(StandardCharsets.US_ASCII);
    byte[] claim =
        ByteBuffer.allocate(HEAD + name.length)
            .put((byte) key.number())
            .putLong(clock.instant().plus(life).getEpochSecond())
            .put(name)
            .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(claim.length + SIGNATURE).put(claim).put(sign(key, claim)).array());
  }

  /**
   * The session of a token.
   *
   * @throws FaultException forbidden, when it is forged or expired
   */
  Id verify(String token) {
    byte[] all = decode(token);
    if (all.length <= HEAD + SIGNATURE) {
      throw invalid();
    }
    byte[] claim = Arrays.copyOf(all, all.length - SIGNATURE);
    byte[] signature = Arrays.copyOfRange(all, claim.length, all.length);
    Instant expiry = Instant.ofEpochSecond(ByteBuffer.wrap(claim, 1, 8).getLong());
    boolean genuine =
        keys.find(claim[0] & 0xff)
            .filter(key -> MessageDigest.isEqual(signature, sign(key, claim)))
            .filter(key -> key.couldMake(expiry, life.plusMinutes(5)))
            .isPresent();
    if (!genuine) {
      throw invalid();
    }
    if (expiry.isBefore(clock.instant())) {
      throw FaultException.of(new Fault.Forbidden("media-token-expired"));
    }
    return new Id(new String(claim, HEAD, claim.length - HEAD, StandardCharsets.US_ASCII));
  }

  private static byte[] decode(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException garbled) {
      throw invalid();
    }
  }

  private static FaultException invalid() {
    return FaultException.of(new Fault.Forbidden("media-token-invalid"));
  }

  private static byte[] sign(SharedKey key, byte[] claim) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key.bytes());
    return Arrays.copyOf(mac.doFinal(claim), SIGNATURE);
  }
}

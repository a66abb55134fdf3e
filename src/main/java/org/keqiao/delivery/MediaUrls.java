package org.keqiao.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Signed URLs of media. The token stands in the path, so that the relative addresses in playlists
 * keep it. It names a lesson, an audience, a rendition set and a moment of expiry, and is signed
 * (HMAC-SHA-256) together with the content that it opens. Tokens made within one hour for one
 * school are the same, so that caches can share what they keep.
 */
public final class MediaUrls {

  /** How far the clocks of two servers may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Duration STEP = Duration.ofHours(1);
  private static final int SIGNATURE_BYTES = 16;

  private final KeyRing keys;
  private final Duration life;
  private final Clock clock;
  private volatile Consumer<Id> guard = lesson -> {};

  /**
   * @param keys shared by all servers
   * @param life how long a URL is good, at least; an hour longer at most
   */
  public MediaUrls(KeyRing keys, Duration life, Clock clock) {
    this.keys = keys;
    this.life = life;
    this.clock = clock;
  }

  /** When a URL that is made now expires. */
  public Instant expiry() {
    return clock.instant().plus(life).truncatedTo(ChronoUnit.HOURS).plus(STEP);
  }

  /**
   * Addresses for whoever looks at a lesson.
   *
   * @param school the viewer's, if there is one: all of a school get the same addresses
   */
  public LessonUrls of(Id lesson, Optional<String> school) {
    return new LessonUrls(this, lesson, school.orElse(MediaGrant.ANYBODY));
  }

  /** Addresses for those who make or review a lesson. */
  public LessonUrls ofDesk(Id lesson) {
    return new LessonUrls(this, lesson, MediaGrant.DESK);
  }

  /**
   * Asks of every lesson whose media is fetched from now on, so that addresses of one that was
   * withdrawn are good no longer.
   *
   * @param door throws the fault that whoever fetches it gets
   */
  public void guard(Consumer<Id> door) {
    guard = door;
  }

  /** What the token of an original is signed for. */
  static String file(String sha256, String name) {
    return sha256 + "/" + name;
  }

  String token(MediaGrant grant, String content) {
    SharedKey key = keys.newest();
    byte[] claim = new MediaClaim(key.number(), grant).bytes();
    return text(
        ByteBuffer.allocate(claim.length + SIGNATURE_BYTES)
            .put(claim)
            .put(sign(key, claim, content))
            .array());
  }

  /**
   * Checks a token.
   *
   * @param content what is to be opened with it
   * @throws FaultException forbidden, when it is forged, foreign or expired
   */
  MediaGrant verify(String token, String content) {
    byte[] bytes = bytes(token);
    byte[] claim = Arrays.copyOf(bytes, Math.max(0, bytes.length - SIGNATURE_BYTES));
    byte[] signature = Arrays.copyOfRange(bytes, claim.length, bytes.length);
    MediaClaim read = MediaClaim.read(claim).orElseThrow(MediaUrls::invalid);
    MediaGrant grant = read.grant();
    if (keys.find(read.key())
        .filter(key -> MessageDigest.isEqual(signature, sign(key, claim, content)))
        .filter(key -> key.couldMake(grant.expiry(), life.plus(STEP).plus(SKEW)))
        .isEmpty()) {
      throw invalid();
    }
    if (grant.expiry().plus(SKEW).isBefore(clock.instant())) {
      throw FaultException.of(new Fault.Forbidden("media-token-expired"));
    }
    if (!grant.isForDesk()) {
      guard.accept(grant.lesson());
    }
    return grant;
  }

  private static FaultException invalid() {
    return FaultException.of(new Fault.Forbidden("media-token-invalid"));
  }

  private static String text(byte[] token) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The bytes of a token; other ways to write the same bytes are none. */
  private static byte[] bytes(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token);
      if (text(bytes).equals(token)) {
        return bytes;
      }
    } catch (IllegalArgumentException garbled) {
      // answered below with every other bad token
    }
    throw invalid();
  }

  private static byte[] sign(SharedKey key, byte[] claim, String content) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key.bytes());
    mac.update(claim);
    return Arrays.copyOf(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
  }
}

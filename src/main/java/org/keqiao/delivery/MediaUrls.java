package org.keqiao.delivery;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/**
 * Signed URLs of media. The token stands in the path, so that the relative addresses in playlists
 * keep it; it names a moment of expiry and is signed (HMAC-SHA-256) together with the content that
 * it opens. Tokens made within one hour are the same, so that caches can share what they keep.
 */
public final class MediaUrls {

  private static final int SIGNATURE_BYTES = 16;

  private final byte[] key;
  private final Duration life;
  private final Clock clock;

  /**
   * @param key shared by all servers
   * @param life how long a URL is good, at least; an hour longer at most
   */
  public MediaUrls(byte[] key, Duration life, Clock clock) {
    this.key = key.clone();
    this.life = life;
    this.clock = clock;
  }

  /** When a URL that is made now expires. */
  public Instant expiry() {
    return clock.instant().plus(life).truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
  }

  /** The address of a file that was made from this content. */
  public String url(String sha256, String file) {
    return "/media/%s/%s/%s".formatted(token(sha256, expiry()), sha256, file);
  }

  /**
   * The address under which an original is fetched as a file of this name. A token for it opens
   * nothing that was made from it, nor the other way round.
   */
  public String download(String sha256, String name) {
    return "/files/%s/%s/%s"
        .formatted(
            token(file(sha256, name), expiry()),
            sha256,
            URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** What the token of a download is signed for. */
  static String file(String sha256, String name) {
    return sha256 + "/" + name;
  }

  private String token(String sha256, Instant expiry) {
    byte[] token =
        ByteBuffer.allocate(Integer.BYTES + SIGNATURE_BYTES)
            .putInt((int) expiry.getEpochSecond())
            .put(sign(sha256, (int) expiry.getEpochSecond()))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Checks a token.
   *
   * @return when it expires
   * @throws FaultException forbidden, when it is forged, foreign or expired
   */
  Instant verify(String token, String sha256) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException garbled) {
      throw forbidden("media-token-invalid");
    }
    if (bytes.length != Integer.BYTES + SIGNATURE_BYTES) {
      throw forbidden("media-token-invalid");
    }
    int seconds = ByteBuffer.wrap(bytes).getInt();
    byte[] signature = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    if (!MessageDigest.isEqual(signature, sign(sha256, seconds))) {
      throw forbidden("media-token-invalid");
    }
    Instant expiry = Instant.ofEpochSecond(Integer.toUnsignedLong(seconds));
    if (expiry.isBefore(clock.instant())) {
      throw forbidden("media-token-expired");
    }
    return expiry;
  }

  private static FaultException forbidden(String code) {
    return FaultException.of(new Fault.Forbidden(code));
  }

  private byte[] sign(String sha256, int expiry) {
    Mac mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(expiry).array());
    return Arrays.copyOf(mac.doFinal(sha256.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
  }
}

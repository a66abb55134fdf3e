package org.keqiao.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Lets whoever was given the address of an upload go on with it after her access token has expired:
 * the address carries a signature (HMAC-SHA-256) of the upload's id. It opens nothing but sending
 * bytes to that upload, asking how far it is and giving it up, and is worth nothing once the upload
 * is stored or expired. Before the signature stands the number of its key, but for the first, so
 * that an address stays good when keys are rotated.
 */
final class UploadTokens {

  private static final int SIGNATURE_BYTES = 18;

  private static final Pattern TOKEN = Pattern.compile("(?:([1-9]\\d{0,5})\\.)?([\\w-]{24})");

  private final KeyRing keys;

  /** With keys that all servers share. */
  UploadTokens(KeyRing keys) {
    this.keys = keys;
  }

  String of(Id upload) {
    return of(upload, keys.newest());
  }

  private static String of(Id upload, SharedKey key) {
    String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(sign(upload, key));
    return key.number() == 0 ? signature : key.number() + "." + signature;
  }

  /**
   * Checks a token.
   *
   * @throws FaultException unauthenticated {@code upload-token-invalid}
   */
  void require(Id upload, String token) {
    Matcher form = TOKEN.matcher(token);
    if (!form.matches()
        || keys.find(form.group(1) == null ? 0 : Integer.parseInt(form.group(1)))
            .filter(key -> isSame(of(upload, key), token))
            .isEmpty()) {
      throw FaultException.unauthenticated("upload-token-invalid");
    }
  }

  private static boolean isSame(String expected, String token) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] sign(Id upload, SharedKey key) {
    byte[] signature = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.bytes()).hmac(upload.value());
    return Arrays.copyOf(signature, SIGNATURE_BYTES);
  }
}

package org.keqiao.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/**
 * Lets whoever was given the address of an upload go on with it after her access token has expired:
 * the address carries a signature (HMAC-SHA-256) of the upload's id. It opens nothing but sending
 * bytes to that upload, asking how far it is and giving it up, and is worth nothing once the upload
 * is stored or expired.
 */
final class UploadTokens {

  private static final int SIGNATURE_BYTES = 18;

  private final byte[] key;

  /** With a key that all servers share. */
  UploadTokens(byte[] key) {
    this.key = key.clone();
  }

  String of(Id upload) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sign(upload));
  }

  /**
   * Checks a token.
   *
   * @throws FaultException unauthenticated {@code upload-token-invalid}
   */
  void require(Id upload, String token) {
    byte[] expected = of(upload).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
      throw FaultException.unauthenticated("upload-token-invalid");
    }
  }

  private byte[] sign(Id upload) {
    byte[] signature = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key).hmac(upload.value());
    return Arrays.copyOf(signature, SIGNATURE_BYTES);
  }
}

package org.keqiao.ingest.upload;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/**
 * Lets whoever was given the address of an upload go on with it after her access token has expired:
 * the address carries a signature (HMAC-SHA-256) of the upload's id. It opens nothing but sending
 * bytes to that upload, asking how far it is and giving it up, and is worth nothing once the upload
 * is stored or expired.
 */
final class UploadTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 18;

  private final SecretKeySpec key;

  /** With a key that all servers share. */
  UploadTokens(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
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
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] signature = mac.doFinal(upload.value().getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(signature, SIGNATURE_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

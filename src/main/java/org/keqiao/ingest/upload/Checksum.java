package org.keqiao.ingest.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/** What the bytes of one request must add up to (tus checksum). */
final class Checksum {

  /** Names of the protocol → names of the JDK. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha1", "SHA-1", "md5", "MD5");

  /** What a client may choose from. */
  static final String CHOICE = "sha256,sha1,md5";

  private final MessageDigest digest;
  private final byte[] expected;

  private Checksum(MessageDigest digest, byte[] expected) {
    this.digest = digest;
    this.expected = expected.clone();
  }

  /**
   * Reads the header {@code Upload-Checksum}.
   *
   * @throws FaultException malformed {@code upload-checksum-unknown}
   */
  static Checksum parse(String header) {
    String[] words = header.strip().split(" ", 2);
    String algorithm = ALGORITHMS.get(words[0]);
    if (algorithm == null || words.length < 2) {
      throw FaultException.malformed("upload-checksum-unknown", CHOICE);
    }
    try {
      return new Checksum(
          MessageDigest.getInstance(algorithm), Base64.getDecoder().decode(words[1].strip()));
    } catch (IllegalArgumentException garbled) {
      throw FaultException.malformed("upload-checksum-unknown", CHOICE);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  void update(byte[] bytes) {
    digest.update(bytes);
  }

  /**
   * Call once, after the last byte.
   *
   * @throws FaultException checksum mismatch
   */
  void require() {
    if (!MessageDigest.isEqual(digest.digest(), expected)) {
      throw FaultException.of(new Fault.ChecksumMismatch());
    }
  }
}

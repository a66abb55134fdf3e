package org.keqiao.identity;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an account signs in with; has the id of the account, and never leaves the bucket.
 *
 * @param kind how it is hashed
 * @param hash of the password
 */
record Credential(Kind kind, String hash) {

  enum Kind {
    /** A password that somebody chose: Argon2id in the PHC string format. */
    @JsonProperty("password")
    PASSWORD,
    /**
     * A random code to begin with: SHA-256, hex. Its 79 bits cannot be guessed however fast the
     * hash is, so that a school's whole staff can be given codes at once.
     */
    @JsonProperty("code")
    CODE
  }

  /** Never prints the hash. */
  @Override
  public String toString() {
    return "Credential[kind=%s]".formatted(kind);
  }
}

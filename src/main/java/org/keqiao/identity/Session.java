package org.keqiao.identity;

import java.time.Instant;
import org.keqiao.store.Id;

/**
 * One sign-in, kept alive by refresh tokens that are each good once.
 *
 * @param account whose
 * @param secretHash SHA-256 of the current refresh token's secret, hex
 * @param expires when it ends unless it is used
 * @param revoked whether it was ended
 */
record Session(Id account, String secretHash, Instant expires, boolean revoked) {

  Session ended() {
    return new Session(account, secretHash, expires, true);
  }
}

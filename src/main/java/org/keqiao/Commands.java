package org.keqiao;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.keqiao.catalogue.revocation.RevocationKeys;
import org.keqiao.identity.Identity;
import org.keqiao.identity.LostPassword;
import org.keqiao.ingest.upload.Uploads;
import org.keqiao.store.Secrets;

/** Commands that change something in the bucket and end; servers may go on running. */
final class Commands {

  /** The keys that sign addresses of media. */
  static final String MEDIA_KEYS = "media";

  private static final Set<String> RINGS =
      Set.of(MEDIA_KEYS, Identity.KEYS, Identity.SEAL_KEYS, Uploads.KEYS, RevocationKeys.KEYS);

  private Commands() {}

  /**
   * Adds a key to a ring.
   *
   * @return a sentence for whoever has called
   * @throws IOException with one sentence, when there is no such ring or the bucket is away
   */
  static String rotateKeys(ServerSettings settings, String ring) throws IOException {
    if (!RINGS.contains(ring)) {
      throw new IOException(
          "there are no keys named \"%s\"; name one of %s"
              .formatted(ring, String.join(", ", new TreeSet<>(RINGS))));
    }
    int keys = Library.with(settings, bucket -> new Secrets(bucket).rotate(ring));
    return "keys of %s: %d".formatted(ring, keys);
  }

  /**
   * Gives an account a new random password.
   *
   * @return a sentence for whoever has called, with the password
   * @throws IOException with one sentence, when there is no such account or the bucket is away
   */
  static String resetPassword(ServerSettings settings, String login) throws IOException {
    Optional<String> password =
        Library.with(settings, bucket -> LostPassword.replace(bucket, login));
    return password
        .map(
            given ->
                "Login %s, password %s (shown only now; it must be changed at the first sign-in)"
                    .formatted(login, given))
        .orElseThrow(
            () ->
                new IOException("there is no account with the login name \"%s\"".formatted(login)));
  }
}

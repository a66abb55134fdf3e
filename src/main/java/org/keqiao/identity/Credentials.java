package org.keqiao.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.identity.password.Passwords;
import org.keqiao.identity.password.Turns;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.OldVersions;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** What accounts sign in with: read by id only. */
final class Credentials {

  private static final RecordType<Credential> TYPE =
      new RecordType<>("credential", Credential.class);

  private final Records<Credential> credentials;

  private final OldVersions old;
  private final Turns turns;

  /**
   * @param turns in which passwords are hashed
   */
  Credentials(Bucket bucket, Turns turns) {
    this.turns = turns;
    this.old = new OldVersions(bucket, TYPE);
    this.credentials = new Records<>(bucket, TYPE, Optional.empty());
  }

  /** The records themselves, to be followed and not to be shown. */
  Records<Credential> records() {
    return credentials;
  }

  /**
   * Forgets what was replaced before a moment.
   *
   * @return how many
   */
  long forgetReplaced(Instant before) {
    return old.forgetReplaced(before);
  }

  /** Gives an account the password that somebody chose for it. */
  void choose(Id account, String password, String by) {
    String hash = turns.take(() -> Passwords.hash(password));
    put(account, new Credential(Credential.Kind.PASSWORD, hash), by);
  }

  /** Gives an account a random code to begin with; returns it, and nobody can read it again. */
  String begin(Id account, String by) {
    String code = Passwords.code();
    put(account, of(code), by);
    return code;
  }

  /** The same for an account that has nothing yet: of any number of servers exactly one does it. */
  Optional<String> beginIfNone(Id account, String by) {
    if (find(account).isPresent()) {
      return Optional.empty();
    }
    String code = Passwords.code();
    return credentials.createIfAbsent(account, of(code), by).map(made -> code);
  }

  private static Credential of(String code) {
    return new Credential(Credential.Kind.CODE, DigestUtils.sha256Hex(code));
  }

  private void put(Id account, Credential credential, String by) {
    if (credentials.createIfAbsent(account, credential, by).isEmpty()) {
      credentials.update(account, by, before -> credential);
    }
  }

  private Optional<Credential> find(Id account) {
    return credentials.find(account).map(Entry::value);
  }

  /**
   * Whether a password is that of an account. The bucket is asked and one hash is computed, whether
   * there is one or not, so that both take as long; the caller is in her turn.
   */
  boolean match(Id account, String password) {
    Optional<Credential> known = credentials.newest(account).map(Entry::value);
    if (known.isEmpty()) {
      return Passwords.refuse(password);
    }
    return switch (known.get().kind()) {
      case PASSWORD -> Passwords.matches(password, known.get().hash());
      case CODE -> {
        Passwords.refuse(password);
        yield MessageDigest.isEqual(
            DigestUtils.sha256Hex(password).getBytes(StandardCharsets.US_ASCII),
            known.get().hash().getBytes(StandardCharsets.US_ASCII));
      }
    };
  }
}

package org.keqiao.identity.oidc;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.store.Json;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Lets browsers keep what they can neither read nor change: JWE with AES-256-GCM, under a key that
 * all servers share.
 */
public final class StepSeal {

  /** No step lives longer: as long as a person may take at the provider. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private final KeyRing keys;
  private final Clock clock;

  /** Seals with the newest of these keys. */
  public StepSeal(KeyRing keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  private record Sealed(Instant until, SignInStep step) {}

  /**
   * A text that gives the step back as long as it lives.
   *
   * @param life {@link #LONGEST} at most
   */
  public String seal(SignInStep step, Duration life) {
    SharedKey key = keys.newest();
    JWEHeader header =
        new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
            .keyID(Integer.toString(key.number()))
            .build();
    JWEObject sealed =
        new JWEObject(
            header, new Payload(Json.bytes(new Sealed(clock.instant().plus(life), step))));
    try {
      sealed.encrypt(new DirectEncrypter(key.bytes()));
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
    return sealed.serialize();
  }

  /** The step that was sealed; nothing when it is too late, or when it is no seal of ours. */
  public Optional<SignInStep> open(String text) {
    try {
      JWEObject sealed = JWEObject.parse(text);
      int number = Integer.parseInt(String.valueOf(sealed.getHeader().getKeyID()));
      Optional<SharedKey> key = keys.find(number);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key.get().bytes()));
      Sealed opened = Json.read(sealed.getPayload().toBytes(), Sealed.class);
      return Optional.of(opened)
          .filter(
              each ->
                  clock.instant().isBefore(each.until())
                      && key.get().couldMake(each.until(), LONGEST))
          .map(Sealed::step);
    } catch (ParseException | JOSEException | RuntimeException notOurs) {
      return Optional.empty();
    }
  }
}

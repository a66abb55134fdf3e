package org.keqiao.catalogue.revocation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Signs the list with Ed25519 (RFC 8037), so that a cache which got a page from anybody can tell
 * that it is ours. The pair comes from the shared key of 256 bits, which is what a private key of
 * Ed25519 is; Nimbus alone would need another library for this signature, which the JDK has.
 */
public final class RevocationKeys {

  /** The ring of its keys. */
  public static final String KEYS = "revocation";

  private static final int KEY_BYTES = 32;

  private final KeyRing ring;

  /**
   * @param ring shared by all servers
   */
  public RevocationKeys(KeyRing ring) {
    this.ring = ring;
  }

  /** Gives the key generator the bytes that it shall make a pair of. */
  private static final class Given extends SecureRandom {

    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Given(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }

  private static KeyPair pair(SharedKey key) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
    generator.initialize(NamedParameterSpec.ED25519, new Given(key.bytes()));
    return generator.generateKeyPair();
  }

  private static String name(SharedKey key) {
    return KEYS + "-" + key.number();
  }

  /** The point of a public key as RFC 8032 writes it: y from the low end, and a bit for x. */
  private static byte[] point(EdECPublicKey key) {
    byte[] y = key.getPoint().getY().toByteArray();
    byte[] point = new byte[KEY_BYTES];
    for (int i = 0; i < Math.min(y.length, KEY_BYTES); i++) {
      point[i] = y[y.length - 1 - i];
    }
    if (key.getPoint().isXOdd()) {
      point[KEY_BYTES - 1] |= (byte) 0x80;
    }
    return point;
  }

  /** The public keys as a JWK set (RFC 7517), earlier ones too. */
  Map<String, Object> published() {
    List<JWK> keys = new ArrayList<>();
    for (Optional<SharedKey> key = ring.find(0); key.isPresent(); key = ring.find(keys.size())) {
      keys.add(published(key.get()));
    }
    return new JWKSet(keys).toJSONObject(true);
  }

  private static OctetKeyPair published(SharedKey key) {
    try {
      byte[] point = point((EdECPublicKey) pair(key).getPublic());
      return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
          .keyID(name(key))
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.EdDSA)
          .build();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Bytes as a JWS (RFC 7515) in its compact form. */
  String sign(byte[] json) {
    SharedKey key = ring.newest();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.EdDSA)
            .keyID(name(key))
            .type(new JOSEObjectType("revocations+jws"))
            .build();
    JWSObject page = new JWSObject(header, new Payload(json));
    try {
      page.sign(new Signer(pair(key)));
      return page.serialize();
    } catch (GeneralSecurityException | JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Signer(KeyPair pair) implements JWSSigner {

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(input);
        return Base64URL.encode(signature.sign());
      } catch (GeneralSecurityException failed) {
        throw new JOSEException(failed.getMessage(), failed);
      }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
      return Set.of(JWSAlgorithm.EdDSA);
    }

    @Override
    public JCAContext getJCAContext() {
      return new JCAContext();
    }
  }
}

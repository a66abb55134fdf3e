package org.keqiao.identity.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Judges ID tokens by OpenID Connect Core 1.0 §3.1.3.7: signature, issuer, audience, authorized
 * party, times and nonce. The provider's keys are kept for some minutes, and asked for again when a
 * token names one that is not among them.
 */
final class IdTokens {

  /** How long the provider may take for an answer. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How far its clock may differ from ours. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int MOST_BYTES = 256 * 1024;

  /** Public keys only: what a shared secret has signed, or nothing, is no proof. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final IDTokenValidator validator;
  private final ClientID client;

  private IdTokens(IDTokenValidator validator, ClientID client) {
    this.validator = validator;
    this.client = client;
  }

  /**
   * Those of a provider for one client.
   *
   * @throws GeneralException when the provider does not say where its keys are
   */
  static IdTokens of(OIDCProviderMetadata metadata, String client) throws GeneralException {
    ClientID id = new ClientID(client);
    IDTokenValidator validator =
        new IDTokenValidator(
            metadata.getIssuer(),
            id,
            new JWSVerificationKeySelector<>(ALGORITHMS, keys(metadata.getJWKSetURI())),
            null);
    validator.setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
    return new IdTokens(validator, id);
  }

  private static JWKSource<SecurityContext> keys(URI address) throws GeneralException {
    int patience = Math.toIntExact(PATIENCE.toMillis());
    try {
      return JWKSourceBuilder.create(
              address.toURL(), new DefaultResourceRetriever(patience, patience, MOST_BYTES))
          .refreshAheadCache(false)
          .retrying(true)
          .build();
    } catch (MalformedURLException nowhere) {
      throw new GeneralException("the discovery document names no address of keys", nowhere);
    }
  }

  /**
   * What a token says.
   *
   * @throws BadJOSEException when it is no good
   * @throws JOSEException when the keys cannot be had
   */
  IDTokenClaimsSet verify(JWT token, Nonce nonce) throws BadJOSEException, JOSEException {
    IDTokenClaimsSet said = validator.validate(token, nonce);
    boolean forUs =
        said.getAuthorizedParty() == null
            ? said.getAudience().size() == 1
            : said.getAuthorizedParty().getValue().equals(client.getValue());
    if (!forUs) {
      throw new BadJOSEException("the token was given to another party");
    }
    return said;
  }
}

package org.keqiao.identity.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.FaultException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider, as OpenID Connect Core 1.0 has it: where people are sent with an authorization
 * request, and who answers for whom when they come back with a code.
 */
public final class Provider {

  /** Where the provider sends people back to; is registered with it. */
  public static final String CALLBACK = "/api/v1/auth/oidc/callback";

  private static final Logger LOG = LoggerFactory.getLogger(Provider.class);

  /**
   * What a provider says of itself is asked for again after so long; a browser is sent for no
   * longer than that to one which has gone.
   */
  private static final Duration DISCOVERY_LIFE = Duration.ofMinutes(1);

  private final OidcSettings settings;
  private final Cache<Issuer, Discovered> discovered =
      Caffeine.newBuilder().expireAfterWrite(DISCOVERY_LIFE).executor(Runnable::run).build();

  /** The provider of these settings; it is asked for nothing yet. */
  public Provider(OidcSettings settings) {
    this.settings = settings;
  }

  private record Discovered(OIDCProviderMetadata metadata, IdTokens tokens) {}

  /** What is known of it. */
  public OidcSettings settings() {
    return settings;
  }

  /** A new step for a browser that is about to be sent to the provider. */
  public SignInStep.Asked ask(String page) {
    return new SignInStep.Asked(
        new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue(), page);
  }

  /**
   * Where a browser is sent.
   *
   * @throws FaultException unavailable, when the provider does not say
   */
  public URI address(SignInStep.Asked asked) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope(settings.scopes().toArray(String[]::new)),
            new ClientID(settings.client().id()),
            callback())
        .endpointURI(discover().metadata().getAuthorizationEndpointURI())
        .state(new State(asked.state()))
        .nonce(new Nonce(asked.nonce()))
        .codeChallenge(new CodeVerifier(asked.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  private URI callback() {
    return settings.client().publicUrl().resolve(CALLBACK);
  }

  /**
   * Who came back.
   *
   * @param issuer whom the answer says it is from (RFC 9207)
   * @throws FaultException unauthenticated, when code or ID token is no good; unavailable
   */
  public Person redeem(SignInStep.Asked asked, String code, Optional<String> issuer) {
    Discovered provider = discover();
    refuseOtherIssuer(provider.metadata(), issuer);
    try {
      OIDCTokens tokens = exchange(provider.metadata(), asked, code);
      IDTokenClaimsSet said =
          provider.tokens().verify(tokens.getIDToken(), new Nonce(asked.nonce()));
      return person(provider.metadata(), said, tokens);
    } catch (BadJOSEException forged) {
      throw refused(forged.getMessage());
    } catch (JOSEException | IOException | ParseException away) {
      throw away(away);
    }
  }

  private void refuseOtherIssuer(OIDCProviderMetadata metadata, Optional<String> issuer) {
    boolean right =
        issuer
            .map(settings.issuer().toString()::equals)
            .orElse(!metadata.supportsAuthorizationResponseIssuerParam());
    if (!right) {
      throw FaultException.unauthenticated("single-sign-on-mismatch");
    }
  }

  private OIDCTokens exchange(OIDCProviderMetadata metadata, SignInStep.Asked asked, String code)
      throws IOException, ParseException {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), callback(), new CodeVerifier(asked.verifier()));
    URI endpoint = metadata.getTokenEndpointURI();
    ClientID id = new ClientID(settings.client().id());
    TokenRequest.Builder request =
        settings.client().secret().isEmpty()
            ? new TokenRequest.Builder(endpoint, id, grant)
            : new TokenRequest.Builder(endpoint, authentication(metadata, id), grant);
    HTTPResponse answer = send(request.build().toHTTPRequest());
    if (answer.getStatusCode() >= 500) {
      throw new IOException("the token endpoint answered " + answer.getStatusCode());
    }
    TokenResponse parsed = OIDCTokenResponseParser.parse(answer);
    if (parsed instanceof OIDCTokenResponse given) {
      return given.getOIDCTokens();
    }
    throw refused(parsed.toErrorResponse().getErrorObject().getCode());
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata, ClientID id) {
    Secret secret = new Secret(settings.client().secret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
  }

  /** Many providers say only at the UserInfo endpoint what is not about the sign-in itself. */
  private Person person(OIDCProviderMetadata metadata, IDTokenClaimsSet said, OIDCTokens tokens)
      throws IOException, ParseException {
    Map<String, Object> claims = new HashMap<>(said.toJSONObject());
    boolean enough =
        claims.containsKey(settings.claim())
            && (!settings.newcomers().allowed()
                || claims.containsKey(settings.newcomers().schoolClaim()));
    URI endpoint = metadata.getUserInfoEndpointURI();
    if (!enough && endpoint != null) {
      HTTPResponse answer =
          send(new UserInfoRequest(endpoint, tokens.getAccessToken()).toHTTPRequest());
      UserInfoResponse parsed = UserInfoResponse.parse(answer);
      UserInfo more = parsed.indicatesSuccess() ? parsed.toSuccessResponse().getUserInfo() : null;
      if (more == null || !more.getSubject().equals(said.getSubject())) {
        throw refused("the UserInfo endpoint speaks of nobody, or of somebody else");
      }
      more.toJSONObject().forEach(claims::putIfAbsent);
    }
    return new Person(claims);
  }

  private Discovered discover() {
    return discovered.get(
        new Issuer(settings.issuer()),
        issuer -> {
          try {
            int patience = Math.toIntExact(IdTokens.PATIENCE.toMillis());
            OIDCProviderMetadata metadata =
                OIDCProviderMetadata.resolve(issuer, patience, patience);
            if (metadata.getAuthorizationEndpointURI() == null
                || metadata.getTokenEndpointURI() == null) {
              throw new GeneralException("the discovery document lacks an endpoint");
            }
            return new Discovered(metadata, IdTokens.of(metadata, settings.client().id()));
          } catch (GeneralException | IOException away) {
            throw away(away);
          }
        });
  }

  private static HTTPResponse send(HTTPRequest request) throws IOException {
    int patience = Math.toIntExact(IdTokens.PATIENCE.toMillis());
    request.setConnectTimeout(patience);
    request.setReadTimeout(patience);
    request.setFollowRedirects(false);
    return request.send();
  }

  /** Why is for the operator; the message holds no claim of a person. */
  private static FaultException refused(@Nullable String why) {
    LOG.warn("a single sign-on is refused: {}", why);
    return FaultException.unauthenticated("single-sign-on-refused");
  }

  private static FaultException away(Exception cause) {
    LOG.warn("the provider of the single sign-on does not answer as it should", cause);
    return FaultException.unavailable("single-sign-on-away", cause);
  }
}

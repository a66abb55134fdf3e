package org.keqiao.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.identity.client.ClientKeys;
import org.keqiao.identity.client.ClientSecrets;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Secrets of other systems, and the tokens that they are given for them, over HTTP. */
final class ClientRoutes {

  private static final String SECRET = "/accounts/:id/client-secret";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final URI HERE = URI.create("https://keqiao.invalid" + Route.API);

  private final StaffService staff;
  private final ClientSecrets secrets;
  private final ClientGate gate;

  ClientRoutes(StaffService staff, ClientSecrets secrets, ClientGate gate) {
    this.staff = staff;
    this.secrets = secrets;
    this.gate = gate;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "issueClientToken",
            HttpMethod.POST,
            "/auth/client-token",
            Permission.PUBLIC,
            this::issue),
        Route.api("readClientSecrets", HttpMethod.GET, SECRET, Permission.EDIT_ACCOUNT, this::read),
        Route.api(
            "renewClientSecret", HttpMethod.POST, SECRET, Permission.EDIT_ACCOUNT, this::renew),
        Route.api(
            "revokeClientSecrets",
            HttpMethod.DELETE,
            SECRET,
            Permission.EDIT_ACCOUNT,
            this::revoke));
  }

  /**
   * What a client signs in with from now on.
   *
   * @param oldGoodUntil how long earlier secrets are good
   */
  record Shown(Id clientId, String clientSecret, Optional<Instant> oldGoodUntil) {}

  /** The secrets of a client, without what they are. */
  record Secrets(Id clientId, List<Secret> secrets) {}

  /**
   * One secret.
   *
   * @param goodUntil nothing for the newest
   */
  record Secret(Instant made, Optional<Instant> goodUntil) {

    static Secret of(ClientKeys.Hashed hashed) {
      return new Secret(hashed.made(), hashed.until());
    }
  }

  /** A token as RFC 6749 §5.1 writes it. */
  record Token(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("expires_in") long expiresIn) {}

  /** A refusal as RFC 6749 §5.2 writes it, which is what the libraries of clients read. */
  record Refusal(String error, @JsonProperty("error_description") String description) {}

  private Id client(Call call) {
    Entry<Account> account = staff.readToChange(call.caller(), call.id("account"));
    if (!account.value().roles().stream().allMatch(grant -> grant.role() == Role.INTEGRATION)) {
      throw FaultException.conflict("account-of-a-person");
    }
    return account.id();
  }

  private Reply read(Call call) {
    Id client = client(call);
    List<Secret> all = secrets.list(client).stream().map(Secret::of).toList();
    return Reply.ok(new Secrets(client, all)).header("Cache-Control", "no-store");
  }

  private Reply renew(Call call) {
    Id client = client(call);
    ClientSecrets.Made made = secrets.renew(client, call.caller().account());
    return Reply.ok(new Shown(client, made.secret(), made.oldGoodUntil()))
        .header("Cache-Control", "no-store");
  }

  private Reply revoke(Call call) {
    Id client = client(call);
    secrets.revoke(client, call.caller().account());
    return Reply.empty();
  }

  private Reply issue(Call call) {
    try {
      TokenRequest request = TokenRequest.parse(request(call));
      if (!request.getAuthorizationGrant().getType().equals(GrantType.CLIENT_CREDENTIALS)) {
        return refusal(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
      }
      return switch (request.getClientAuthentication()) {
        case ClientSecretBasic basic -> token(basic);
        case ClientSecretPost post -> token(post);
        case null, default -> refusal(OAuth2Error.INVALID_CLIENT);
      };
    } catch (ParseException unreadable) {
      ErrorObject error = unreadable.getErrorObject();
      return refusal(error == null ? OAuth2Error.INVALID_REQUEST : error);
    }
  }

  private static HTTPRequest request(Call call) throws ParseException {
    HTTPRequest request = new HTTPRequest(HTTPRequest.Method.POST, HERE);
    request.setEntityContentType(ContentType.APPLICATION_URLENCODED);
    request.setBody(new String(call.bytes(FORM), StandardCharsets.UTF_8));
    call.header(HttpHeaders.AUTHORIZATION).ifPresent(request::setAuthorization);
    return request;
  }

  private Reply token(PlainClientSecret sent) {
    return gate.token(sent.getClientID().getValue(), sent.getClientSecret().getValue())
        .map(token -> answer(200, new Token(token.value(), "Bearer", token.expiresIn())))
        .orElseGet(() -> refusal(OAuth2Error.INVALID_CLIENT));
  }

  private static Reply refusal(ErrorObject error) {
    boolean client = error.getCode().equals(OAuth2Error.INVALID_CLIENT.getCode());
    String known = String.valueOf(error.getDescription());
    Reply refusal = answer(client ? 401 : 400, new Refusal(error.getCode(), known));
    return client ? refusal.header("WWW-Authenticate", "Basic realm=\"keqiao\"") : refusal;
  }

  private static Reply answer(int status, Object body) {
    return Reply.json(status, body).header("Cache-Control", "no-store");
  }
}

package org.keqiao.identity;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.identity.oidc.SignInStep;
import org.keqiao.identity.oidc.StepSeal;

/**
 * Single sign-on over HTTP. The browser is sent to the provider and comes back to the page that it
 * left, and the page asks for the tokens; between the three the browser keeps its step in a cookie,
 * so that no address holds a token and nobody else can go on with it.
 */
final class SingleSignOnRoutes {

  static final String COOKIE = "keqiao-sign-in";

  private static final String AT = "/auth/oidc";

  /** Begins the fragment of a page that somebody comes back to; no server is told a fragment. */
  private static final String BACK = "#single-sign-on";

  /** How long a page may take to ask for the tokens. */
  private static final Duration AT_THE_PAGE = Duration.ofMinutes(1);

  private final Optional<SingleSignOn> service;
  private final StepSeal seal;

  SingleSignOnRoutes(Optional<SingleSignOn> service, StepSeal seal) {
    this.service = service;
    this.seal = seal;
  }

  List<Route> routes() {
    return List.of(
        Route.api("readSignIn", HttpMethod.GET, "/sign-in", Permission.PUBLIC, this::ways),
        Route.api(
            "startSingleSignOn", HttpMethod.GET, AT + "/start", Permission.PUBLIC, this::start),
        Route.api(
            "returnSingleSignOn", HttpMethod.GET, AT + "/callback", Permission.PUBLIC, this::back),
        Route.api(
            "finishSingleSignOn",
            HttpMethod.POST,
            AT + "/session",
            Permission.PUBLIC,
            this::finish));
  }

  /**
   * How one can sign in beside login name and password.
   *
   * @param singleSignOn how the provider is called
   */
  record Ways(Optional<String> singleSignOn) {}

  private Reply ways(Call call) {
    return Reply.ok(new Ways(service.map(SingleSignOn::label)));
  }

  private SingleSignOn service() {
    return service.orElseThrow(() -> FaultException.conflict("single-sign-on-off"));
  }

  private Reply start(Call call) {
    call.allowQuery("page");
    SignInStep.Asked asked =
        service().ask(call.oneOf("page", "/", "/curator", "/school", "/classroom").orElse("/"));
    try {
      URI provider = service().address(asked);
      return keeping(call, asked, StepSeal.LONGEST, provider.toString());
    } catch (FaultException away) {
      return home(call, asked.page(), new SignInStep.Failed(away.fault().code()));
    }
  }

  private Reply back(Call call) {
    SingleSignOn.Answer answer =
        new SingleSignOn.Answer(
            call.query("state"), call.query("code"), call.query("error"), call.query("iss"));
    SingleSignOn open = service();
    return step(call)
        .filter(SignInStep.Asked.class::isInstance)
        .map(SignInStep.Asked.class::cast)
        .map(asked -> home(call, asked.page(), open.arrive(asked, answer)))
        .orElseGet(() -> home(call, "/", new SignInStep.Failed("single-sign-on-expired")));
  }

  private Reply finish(Call call) {
    SingleSignOn open = service();
    Optional<SignInStep> step = step(call);
    call.answerWith("Set-Cookie", cookie(call, "", Duration.ZERO));
    return Reply.ok(open.finish(step, Device.of(call.header("User-Agent"))))
        .header("Cache-Control", "no-store");
  }

  private Optional<SignInStep> step(Call call) {
    return call.cookie(COOKIE).flatMap(seal::open);
  }

  private Reply home(Call call, String page, SignInStep step) {
    return keeping(call, step, AT_THE_PAGE, page + BACK);
  }

  private Reply keeping(Call call, SignInStep step, Duration life, String address) {
    return Reply.seeOther(address)
        .header("Set-Cookie", cookie(call, seal.seal(step, life), life))
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store");
  }

  /** Lax, because the way back from the provider begins at another site. */
  private static String cookie(Call call, String value, Duration life) {
    return Cookie.cookie(COOKIE, value)
        .setPath(Route.API + AT)
        .setHttpOnly(true)
        .setSecure(call.secure())
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(life.toSeconds())
        .encode();
  }
}

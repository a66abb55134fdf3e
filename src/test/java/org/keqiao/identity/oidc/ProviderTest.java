package org.keqiao.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.OidcProvider;
import org.keqiao.fixture.OidcTown;
import org.keqiao.fixture.Ports;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.settings.SettingsException;

class ProviderTest {

  private static final URI PLATFORM = URI.create("https://keqiao.example.cn");

  private static Optional<OidcSettings> settings(Map<String, String> environment) {
    return RunningKeqiao.settings(Path.of("unused"), environment).identity().oidc();
  }

  private static Provider of(URI issuer) {
    return new Provider(settings(OidcTown.settings(issuer, PLATFORM)).orElseThrow());
  }

  private static void assertAway(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            FaultException.class,
            away -> {
              assertThat(away.fault()).isInstanceOf(Fault.Unavailable.class);
              assertThat(away.fault().code()).isEqualTo("single-sign-on-away");
            });
  }

  @Test
  void provider_thatDoesNotAnswer_isAway() throws Exception {
    Provider provider = of(URI.create("http://127.0.0.1:" + Ports.free()));
    assertAway(() -> provider.address(provider.ask("/")));
  }

  @Test
  void provider_thatCallsItselfOtherwise_isAway() throws Exception {
    int port = Ports.free();
    try (OidcProvider real = OidcTown.provider(port, PLATFORM)) {
      Provider provider = of(URI.create("http://localhost:" + port));
      assertThat(real.issuer().getPort()).isEqualTo(port);
      assertAway(() -> provider.address(provider.ask("/")));
    }
  }

  @Test
  void provider_thatGoesAwayWhileSomebodyIsThere_isAway() throws Exception {
    OidcProvider real = OidcTown.provider(Ports.free(), PLATFORM);
    Provider provider = of(real.issuer());
    SignInStep.Asked asked = provider.ask("/");
    assertThat(provider.address(asked)).hasHost(real.issuer().getHost());
    real.close();
    Optional<String> issuer = Optional.of(real.issuer().toString());
    assertAway(() -> provider.redeem(asked, "code", issuer));
  }

  @Test
  void settings_withoutAnIssuer_areNone() {
    assertThat(settings(Map.of())).isEmpty();
  }

  @Test
  void settings_thatAreUnsafeOrNotWhole_areNamed() {
    String prefix = "KEQIAO_IDENTITY_OIDC_";
    Map<String, String> bad = new HashMap<>();
    bad.put(prefix + "ISSUER", "http://sso.example.cn");
    bad.put(prefix + "SCOPES", "profile");
    bad.put(prefix + "CLIENT_SECRET_FILE", "/no/such/file");
    bad.put(prefix + "NEWCOMERS", "true");
    assertThatThrownBy(() -> settings(bad))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(
            prefix + "ISSUER",
            prefix + "PUBLIC_URL",
            prefix + "CLIENT_ID",
            prefix + "SCOPES",
            prefix + "CLIENT_SECRET_FILE",
            prefix + "SCHOOL_CLAIM");
  }
}

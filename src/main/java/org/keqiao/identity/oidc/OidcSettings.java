package org.keqiao.identity.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.settings.SettingsReader;

/**
 * The provider that people may sign in with.
 *
 * @param issuer what the provider calls itself; its discovery document lies below it
 * @param client what this platform is to the provider
 * @param scopes what is asked for
 * @param label how people know the provider
 * @param claim which claim tells whose account it is
 * @param newcomers what becomes of people without an account
 */
public record OidcSettings(
    URI issuer,
    Registration client,
    List<String> scopes,
    String label,
    String claim,
    Newcomers newcomers) {

  private static final String AT = "identity.oidc.";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Takes care of its lists. */
  public OidcSettings {
    scopes = List.copyOf(scopes);
  }

  /**
   * What this platform is to the provider.
   *
   * @param id client id
   * @param secret client secret; empty for a public client, which PKCE alone protects
   * @param publicUrl where browsers reach this platform
   */
  public record Registration(String id, String secret, URI publicUrl) {

    /** Never prints the secret. */
    @Override
    public String toString() {
      return "Registration[id=%s, publicUrl=%s]".formatted(id, publicUrl);
    }
  }

  /**
   * What becomes of people whom no account is linked to.
   *
   * @param allowed whether they are given one, as teachers of their school
   * @param schoolClaim which claim is the id of the school
   */
  public record Newcomers(boolean allowed, String schoolClaim) {}

  /** Reads the {@code identity.oidc.*} settings; nothing when no issuer is set. */
  public static Optional<OidcSettings> from(SettingsReader reader) {
    Optional<URI> issuer = reader.address(AT + "issuer");
    Optional<URI> publicUrl = reader.address(AT + "publicUrl");
    String id = reader.text(AT + "clientId", "");
    String secret = secret(reader);
    List<String> scopes = List.of(reader.text(AT + "scopes", "openid profile").strip().split(" +"));
    String label = reader.text(AT + "label", "统一身份认证").strip();
    String claim = reader.text(AT + "claim", "sub").strip();
    Newcomers newcomers =
        new Newcomers(
            reader.flag(AT + "newcomers", false), reader.text(AT + "schoolClaim", "").strip());
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    requireSafe(reader, "issuer", issuer);
    requireSafe(reader, "publicUrl", publicUrl);
    require(reader, "clientId", !id.isBlank(), "is needed with an issuer");
    require(reader, "scopes", scopes.contains("openid"), "must have openid among them");
    require(reader, "claim", !claim.isEmpty(), "must name a claim, such as sub");
    require(
        reader,
        "schoolClaim",
        !newcomers.allowed() || !newcomers.schoolClaim().isEmpty(),
        "is needed with newcomers");
    return Optional.of(
        new OidcSettings(
            issuer.get(),
            new Registration(id, secret, publicUrl.orElse(issuer.get())),
            scopes,
            label,
            claim,
            newcomers));
  }

  private static void require(SettingsReader reader, String key, boolean holds, String sentence) {
    if (!holds) {
      reader.refuse(AT + key, sentence);
    }
  }

  /** Codes and secrets travel to both addresses. */
  private static void requireSafe(SettingsReader reader, String key, Optional<URI> address) {
    require(
        reader,
        key,
        address
            .filter(at -> "https".equals(at.getScheme()) || LOOPBACK.contains(at.getHost()))
            .isPresent(),
        "must be an https address, or one of this machine");
  }

  private static String secret(SettingsReader reader) {
    String file = reader.text(AT + "clientSecretFile", "");
    String secret = reader.text(AT + "clientSecret", "");
    if (file.isEmpty()) {
      return secret;
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException unreadable) {
      reader.refuse(AT + "clientSecretFile", "cannot be read");
      return "";
    }
  }
}

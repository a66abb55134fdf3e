package org.keqiao.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Gate;
import org.keqiao.http.Route;
import org.keqiao.identity.client.ClientSecrets;
import org.keqiao.identity.oidc.ExternalIdentities;
import org.keqiao.identity.oidc.IdentityLinks;
import org.keqiao.identity.oidc.Provider;
import org.keqiao.identity.oidc.StepSeal;

/**
 * Sign-in without a password of the platform's own: of people whom a provider vouches for, and of
 * other systems.
 */
record ForeignSignIn(List<Audited<?>> audited, Gate gate, List<Route> routes) {

  /** What it builds on. */
  record Parts(
      AccountService accounts,
      StaffService staff,
      SessionService sessions,
      AccessTokens tokens,
      IdentityLinks links) {}

  static ForeignSignIn over(
      Identity.Stores stores, StepSeal seal, IdentitySettings settings, Parts parts) {
    StaffService staff = parts.staff();
    ClientSecrets secrets = new ClientSecrets(stores.bucket(), settings.clientSecretGrace());
    ClientGate gate =
        new ClientGate(
            parts.accounts(), secrets, parts.tokens(), stores.events(), parts.sessions());
    Optional<ExternalIdentities> identities =
        settings.oidc().map(oidc -> new ExternalIdentities(parts.links(), oidc));
    Optional<SingleSignOn> single =
        settings
            .oidc()
            .map(
                oidc ->
                    new SingleSignOn(
                        new Provider(oidc),
                        identities.orElseThrow(),
                        parts.accounts(),
                        parts.sessions(),
                        stores.schools(),
                        stores.events()));
    List<Audited<?>> audited = new ArrayList<>();
    audited.add(Audited.secret("client-secret", secrets.records(), (id, keys) -> staff.nodes(id)));
    audited.add(
        Audited.secret(
            "external-identity", parts.links().identities(), (id, identity) -> staff.nodes(id)));
    List<Route> routes =
        Stream.of(
                new SingleSignOnRoutes(single, seal).routes(),
                new ExternalIdentityRoutes(staff, identities).routes(),
                new ClientRoutes(staff, secrets, gate).routes())
            .flatMap(List::stream)
            .toList();
    return new ForeignSignIn(List.copyOf(audited), gate, routes);
  }
}

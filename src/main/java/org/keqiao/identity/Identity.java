package org.keqiao.identity;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.audit.Events;
import org.keqiao.http.Gate;
import org.keqiao.http.Route;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;
import org.keqiao.store.Secrets;

/**
 * The parts of this package, put together.
 *
 * @param records accounts
 * @param audited what of them is followed
 * @param accounts what the program asks of them
 * @param staff what those ask of them who keep them
 * @param gate finds out who calls
 * @param routes sign-in and accounts
 */
public record Identity(
    Records<Account> records,
    List<Audited<?>> audited,
    AccountService accounts,
    StaffService staff,
    Gate gate,
    List<Route> routes) {

  /**
   * Where accounts are kept.
   *
   * @param mappings folder of the index mappings
   * @param schools the tree in which roles hold
   * @param events where sign-ins are told
   */
  public record Stores(
      Bucket bucket, Elastic elastic, Path mappings, SchoolService schools, Events events) {}

  /** Puts the parts together. */
  public static Identity over(
      Vertx vertx, Stores stores, Secrets secrets, IdentitySettings settings) {
    Records<Account> records =
        new Records<>(
            stores.bucket(),
            AccountService.TYPE,
            Optional.of(
                new Projection<>(
                    stores.elastic(),
                    AccountService.TYPE,
                    stores.mappings().resolve("account.json"),
                    AccountIndex.cards(stores.schools()))));
    Credentials credentials = new Credentials(stores.bucket());
    AccountService accounts = new AccountService(records, credentials);
    StaffService staff = new StaffService(records, credentials, stores.schools());
    stores.schools().join(staff);
    SessionService sessions =
        new SessionService(
            accounts,
            new Records<>(stores.bucket(), SessionService.TYPE, Optional.empty()),
            stores.events(),
            new AccessTokens(vertx, secrets.key("access-token"), settings.accessTokenLife()),
            settings.refreshTokenLife(),
            new SignInDoor(settings.signIns()));
    List<Route> routes =
        Stream.concat(
                new AuthRoutes(sessions, accounts).routes().stream(),
                new AccountRoutes(staff).routes().stream())
            .toList();
    List<Audited<?>> audited =
        List.of(
            Audited.open("account", records, (id, account) -> staff.nodes(id)),
            Audited.secret(
                "credential", credentials.records(), (id, credential) -> staff.nodes(id)));
    return new Identity(records, audited, accounts, staff, sessions, routes);
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Reconcile.of(records).stream().<Reconcile<?>>map(each -> each).toList();
  }
}

package org.keqiao.identity;

import com.github.benmanes.caffeine.cache.Ticker;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.audit.Events;
import org.keqiao.http.Gate;
import org.keqiao.http.Route;
import org.keqiao.identity.oidc.IdentityLinks;
import org.keqiao.identity.oidc.StepSeal;
import org.keqiao.identity.password.PasswordRules;
import org.keqiao.identity.password.SignInDoor;
import org.keqiao.identity.password.Turns;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.RecordType;
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
 * @param sweep forgets old sessions
 * @param erasures finishes erasures
 * @param personal what is kept about one person
 */
public record Identity(
    Records<Account> records,
    List<Audited<?>> audited,
    AccountService accounts,
    StaffService staff,
    Gate gate,
    List<Route> routes,
    SessionSweep sweep,
    ErasureSweep erasures,
    PersonalRecords personal) {

  /** The keys that sign access tokens. */
  public static final String KEYS = "access-token";

  /** The keys that seal what a browser keeps on its way through a single sign-on. */
  public static final String SEAL_KEYS = "sign-in";

  private static final RecordType<Erasure> ERASURE = new RecordType<>("erasure", Erasure.class);

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
    Records<Account> records = accounts(stores);
    Turns turns = new Turns(settings.signIns().atOnce());
    Credentials credentials = new Credentials(stores.bucket(), turns);
    AccountService accounts = new AccountService(records, credentials);
    StaffService staff = new StaffService(records, credentials, stores.schools());
    stores.schools().join(records);
    Records<Session> begun = new Records<>(stores.bucket(), SessionService.TYPE, Optional.empty());
    OwnSessions own = new OwnSessions(records, begun);
    IdentityLinks links = new IdentityLinks(stores.bucket());
    Records<Erasure> erasures = new Records<>(stores.bucket(), ERASURE, Optional.empty());
    Eraser eraser = new Eraser(erasures, records, begun, credentials, links);
    SignInDoor door =
        new SignInDoor(settings.signIns(), turns, own::usedFrom, Ticker.systemTicker());
    AccessTokens tokens =
        new AccessTokens(vertx, secrets.ring(KEYS), settings.accessTokenLife(), Clock.systemUTC());
    SessionService sessions =
        new SessionService(
            accounts, begun, stores.events(), tokens, settings.refreshTokenLife(), door);
    ForeignSignIn foreign =
        ForeignSignIn.over(
            stores,
            new StepSeal(secrets.ring(SEAL_KEYS), Clock.systemUTC()),
            settings,
            new ForeignSignIn.Parts(accounts, staff, sessions, tokens, links));
    PasswordRules rules = new PasswordRules(settings.shortestPassword());
    PasswordChange passwords =
        new PasswordChange(records, credentials, own, stores.schools(), rules, door);
    List<Route> routes =
        Stream.of(
                new AuthRoutes(sessions, accounts).routes(),
                new OwnAccountRoutes(passwords, own).routes(),
                new AccountRoutes(staff).routes(),
                new ErasureRoutes(staff, erasures, eraser).routes(),
                foreign.routes())
            .flatMap(List::stream)
            .toList();
    return new Identity(
        records,
        Stream.concat(audited(records, credentials, staff), foreign.audited().stream()).toList(),
        accounts,
        staff,
        foreign.gate(),
        routes,
        new SessionSweep(begun),
        new ErasureSweep(erasures, eraser),
        new PersonalRecords(records, own, links));
  }

  private static Records<Account> accounts(Stores stores) {
    return new Records<>(
        stores.bucket(),
        AccountService.TYPE,
        Optional.of(
            new Projection<>(
                stores.elastic(),
                AccountService.TYPE,
                stores.mappings().resolve("account.json"),
                AccountIndex.cards(stores.schools()))));
  }

  private static Stream<Audited<?>> audited(
      Records<Account> records, Credentials credentials, StaffService staff) {
    return Stream.of(
        Audited.open("account", records, (id, account) -> staff.nodes(id))
            .butNot(id -> records.newest(id).filter(each -> each.value().isErased()).isPresent()),
        Audited.secret("credential", credentials.records(), (id, credential) -> staff.nodes(id)));
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Reconcile.of(records).stream().<Reconcile<?>>map(each -> each).toList();
  }
}

package org.keqiao.identity;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.audit.Event;
import org.keqiao.audit.Events;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Gate;
import org.keqiao.identity.password.SignInDoor;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Origin;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Sign-in, refresh and sign-out. A refresh token is {@code <session>.<secret>} and good once; what
 * becomes of one that turns up again stands at {@link Session#renewed}.
 */
public final class SessionService implements Gate {

  /** Sessions never leave the bucket. */
  static final RecordType<Session> TYPE = new RecordType<>("session", Session.class);

  private static final int SECRET_BYTES = 24;

  private final AccountService accounts;
  private final Records<Session> sessions;
  private final Events events;
  private final AccessTokens tokens;
  private final Duration life;
  private final SignInDoor door;

  SessionService(
      AccountService accounts,
      Records<Session> sessions,
      Events events,
      AccessTokens tokens,
      Duration life,
      SignInDoor door) {
    this.accounts = accounts;
    this.events = events;
    this.sessions = sessions;
    this.tokens = tokens;
    this.life = life;
    this.door = door;
  }

  /**
   * What a sign-in gives.
   *
   * @param expiresIn seconds that the access token is good for
   */
  record Tokens(String accessToken, String refreshToken, long expiresIn, String tokenType) {}

  /**
   * Signs in.
   *
   * @param device what she signs in with, as {@link Device} has it
   * @throws FaultException unauthenticated, whether login or password is wrong; too many, when the
   *     password is not even looked at
   */
  Tokens signIn(String login, String password, String device) {
    Id id = AccountService.idOf(login);
    Optional<Entry<Account>> known = door.pass(id, () -> accounts.check(login, password));
    if (known.isEmpty()) {
      events.refused(Optional.of(id).filter(accounts::isKnown));
      throw FaultException.unauthenticated("credentials-wrong");
    }
    return begin(known.get(), device);
  }

  /** Begins a session of an account that has proved who it is. */
  private Tokens begin(Entry<Account> account, String device) {
    events.happened(Event.Kind.SIGN_IN, account.id());
    Id session = OwnSessions.name(account.id());
    String secret = secret();
    sessions.create(session, first(account, secret, device, false), account.id().value());
    return tokens(account.id(), session, secret);
  }

  private Session first(Entry<Account> account, String secret, String device, boolean vouched) {
    Instant now = Instant.now();
    return new Session(
        account.id(),
        account.value().generation(),
        hash(secret),
        Optional.empty(),
        now.plus(life),
        false,
        Optional.of(new Session.Use(now, now, address(), device, vouched)));
  }

  private static String address() {
    return Origin.CURRENT.isBound() ? Origin.CURRENT.get().address() : "";
  }

  /**
   * Begins the session of this name for somebody whom somebody else vouches for.
   *
   * @param device what she signs in with, as {@link Device} has it
   * @throws FaultException unauthenticated, when it has begun before, or the account may not sign
   *     in
   */
  Tokens begin(Id account, Id session, String device) {
    String secret = secret();
    Entry<Account> known =
        accounts
            .newest(account)
            .orElseThrow(() -> FaultException.unauthenticated("single-sign-on-disabled"));
    if (sessions
        .createIfAbsent(session, first(known, secret, device, true), account.value())
        .isEmpty()) {
      throw FaultException.unauthenticated("single-sign-on-expired");
    }
    events.happened(Event.Kind.SIGN_IN, account);
    return tokens(account, session, secret);
  }

  /**
   * Gives new tokens for a refresh token.
   *
   * @throws FaultException unauthenticated
   */
  Tokens refresh(String refreshToken) {
    Presented presented = Presented.parse(refreshToken);
    String secret = secret();
    Entry<Session> renewed;
    try {
      renewed =
          sessions.update(
              presented.session(),
              "system",
              session -> renew(session, presented.secretHash(), secret));
    } catch (FaultException refused) {
      throw refused.fault() instanceof Fault.NotFound ? invalid() : refused;
    }
    if (renewed.value().revoked() || accountOf(renewed).isEmpty()) {
      throw invalid();
    }
    return tokens(renewed.value().account(), presented.session(), secret);
  }

  private Session renew(Session session, String presentedHash, String secret) {
    Instant now = Instant.now();
    if (!session.isOpen(now)) {
      throw invalid();
    }
    return session.renewed(
        presentedHash,
        hash(secret),
        now.plus(life),
        session.use().map(use -> use.again(now, address())));
  }

  /** Signs out; a token that names no session is passed over. */
  void revoke(String refreshToken) {
    Presented presented = Presented.parse(refreshToken);
    sessions
        .find(presented.session())
        .map(Entry::value)
        .filter(session -> session.holds(presented.secretHash()))
        .ifPresent(own -> sessions.update(presented.session(), "system", Session::ended));
  }

  @Override
  public Caller identify(String bearerToken) {
    AccessTokens.Claim claim = tokens.verify(bearerToken);
    return sessions
        .find(claim.session())
        .filter(session -> !session.value().revoked())
        .flatMap(session -> accountOf(session).map(account -> caller(account, session)))
        .orElseThrow(() -> FaultException.unauthenticated("token-invalid"));
  }

  /** Who signs in without a password need not change it: she may not even know the first one. */
  private static Caller caller(Entry<Account> account, Entry<Session> session) {
    return AccountService.caller(account)
        .in(
            session.id().value(),
            account.value().mustChangePassword() && !session.value().vouched());
  }

  /**
   * The account of a session that has not ended with its generation. A copy of either may be some
   * seconds old; it is not believed where it would keep out whoever has just changed her password.
   */
  private Optional<Entry<Account>> accountOf(Entry<Session> session) {
    return accounts
        .find(session.value().account())
        .filter(account -> !account.value().mustChangePassword())
        .filter(account -> isOfNow(session.value(), account))
        .or(() -> newestAccountOf(session));
  }

  private Optional<Entry<Account>> newestAccountOf(Entry<Session> session) {
    return accounts
        .newest(session.value().account())
        .filter(
            account ->
                sessions
                    .newest(session.id())
                    .filter(newest -> !newest.value().revoked())
                    .filter(newest -> isOfNow(newest.value(), account))
                    .isPresent());
  }

  private static boolean isOfNow(Session session, Entry<Account> account) {
    return session.generation() == account.value().generation();
  }

  private Tokens tokens(Id account, Id session, String secret) {
    return new Tokens(
        tokens.issue(account, session), session + "." + secret, tokens.lifeSeconds(), "Bearer");
  }

  private static FaultException invalid() {
    return FaultException.unauthenticated("refresh-token-invalid");
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String secret) {
    return DigestUtils.sha256Hex(secret);
  }

  private record Presented(Id session, String secretHash) {

    static Presented parse(String refreshToken) {
      int dot = refreshToken.indexOf('.');
      if (dot <= 0) {
        throw invalid();
      }
      try {
        return new Presented(
            new Id(refreshToken.substring(0, dot)), hash(refreshToken.substring(dot + 1)));
      } catch (IllegalArgumentException notOurs) {
        throw invalid();
      }
    }
  }
}

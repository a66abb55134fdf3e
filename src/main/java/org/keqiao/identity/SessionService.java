package org.keqiao.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Sign-in, refresh and sign-out. A refresh token is {@code <session>.<secret>} and good once; a
 * used one that turns up again means that somebody copied it, and ends the session (RFC 9700
 * §4.14.2).
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
   * @throws FaultException unauthenticated, whether login or password is wrong; too many, when the
   *     password is not even looked at
   */
  Tokens signIn(String login, String password) {
    Optional<Entry<Account>> known = door.pass(login, () -> accounts.check(login, password));
    if (known.isEmpty()) {
      events.refused(Optional.of(AccountService.idOf(login)).filter(accounts::isKnown));
      throw FaultException.unauthenticated("credentials-wrong");
    }
    Entry<Account> account = known.get();
    events.happened(Event.Kind.SIGN_IN, account.id());
    Id session = Id.fresh();
    String secret = secret();
    sessions.create(session, next(account.id(), secret), account.id().value());
    return tokens(account.id(), session, secret);
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
    if (renewed.value().revoked() || accounts.find(renewed.value().account()).isEmpty()) {
      throw invalid();
    }
    return tokens(renewed.value().account(), presented.session(), secret);
  }

  private Session renew(Session session, String presentedHash, String secret) {
    if (session.revoked() || session.expires().isBefore(Instant.now())) {
      throw invalid();
    }
    boolean current =
        MessageDigest.isEqual(
            presentedHash.getBytes(StandardCharsets.UTF_8),
            session.secretHash().getBytes(StandardCharsets.UTF_8));
    return current ? next(session.account(), secret) : session.ended();
  }

  /** Signs out; a token that names no session is passed over. */
  void revoke(String refreshToken) {
    Presented presented = Presented.parse(refreshToken);
    Optional<Entry<Session>> session = sessions.find(presented.session());
    if (session.isPresent() && session.get().value().secretHash().equals(presented.secretHash())) {
      sessions.update(presented.session(), "system", Session::ended);
    }
  }

  @Override
  public Caller identify(String bearerToken) {
    AccessTokens.Claim claim = tokens.verify(bearerToken);
    return sessions
        .find(claim.session())
        .filter(session -> !session.value().revoked())
        .flatMap(session -> accounts.find(claim.account()))
        .map(AccountService::caller)
        .orElseThrow(() -> FaultException.unauthenticated("token-invalid"));
  }

  private Session next(Id account, String secret) {
    return new Session(account, hash(secret), Instant.now().plus(life), false);
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

package org.keqiao.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Short-lived access tokens: JWT, HS256, with keys that all servers share. The header's {@code kid}
 * is the number of the key in its ring; a token without one is signed with the first.
 */
final class AccessTokens {

  private static final String ISSUER = "keqiao";
  private static final String KEY = "kid";

  /** How many good tokens are remembered: one for everybody who is at work. */
  private static final int REMEMBERED = 20_000;

  /** How far the clocks of two servers may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Vertx vertx;
  private final KeyRing keys;
  private final Clock clock;
  private final Map<Integer, JWTAuth> signers = new ConcurrentHashMap<>();
  private final Cache<String, Claim> good =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
  private final Duration life;

  AccessTokens(Vertx vertx, KeyRing keys, Duration life, Clock clock) {
    this.vertx = vertx;
    this.keys = keys;
    this.life = life;
    this.clock = clock;
  }

  private JWTAuth with(SharedKey key) {
    return signers.computeIfAbsent(
        key.number(),
        number ->
            JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                    .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setLeeway(0))
                    .addPubSecKey(
                        new PubSecKeyOptions()
                            .setId(Integer.toString(number))
                            .setAlgorithm("HS256")
                            .setBuffer(Buffer.buffer(key.bytes())))));
  }

  /**
   * What a token says.
   *
   * @param account whom it speaks for
   * @param session the sign-in that it belongs to
   * @param expires when it is no longer good
   */
  record Claim(Id account, Id session, Instant expires) {}

  String issue(Id account, Id session) {
    SharedKey key = keys.newest();
    return with(key)
        .generateToken(
            new JsonObject().put("sub", account.value()).put("sid", session.value()),
            new JWTOptions()
                .setAlgorithm("HS256")
                .setHeader(new JsonObject().put(KEY, Integer.toString(key.number())))
                .setIssuer(ISSUER)
                .setExpiresInSeconds(Math.toIntExact(life.toSeconds())));
  }

  long lifeSeconds() {
    return life.toSeconds();
  }

  /**
   * What a token says. A signature is checked once; who has been told of a token before looks at
   * its expiry only.
   *
   * @throws FaultException {@code token-expired} or {@code token-invalid}
   */
  Claim verify(String token) {
    Claim known = good.getIfPresent(token);
    if (known == null) {
      known = check(token);
      good.put(token, known);
    }
    if (known.expires().isAfter(clock.instant())) {
      return known;
    }
    good.invalidate(token);
    throw FaultException.unauthenticated("token-expired");
  }

  private Claim check(String token) {
    SharedKey key =
        keyNumber(token)
            .flatMap(keys::find)
            .orElseThrow(() -> FaultException.unauthenticated("token-invalid"));
    Claim claim = read(token, key);
    if (!key.couldMake(claim.expires(), life.plus(SKEW))) {
      throw FaultException.unauthenticated("token-invalid");
    }
    return claim;
  }

  /** The number of the key that a token says it is signed with; nothing when it is unreadable. */
  private static Optional<Integer> keyNumber(String token) {
    try {
      byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", 2)[0]);
      return Optional.of(
          Integer.valueOf(new JsonObject(Buffer.buffer(header)).getString(KEY, "0")));
    } catch (RuntimeException garbled) {
      return Optional.empty();
    }
  }

  private Claim read(String token, SharedKey key) {
    try {
      JsonObject said =
          with(key)
              .authenticate(new TokenCredentials(token))
              .toCompletionStage()
              .toCompletableFuture()
              .join()
              .attributes()
              .getJsonObject("accessToken");
      return new Claim(
          new Id(said.getString("sub")),
          new Id(said.getString("sid")),
          Instant.ofEpochSecond(said.getLong("exp")));
    } catch (CompletionException refused) {
      String why = String.valueOf(refused.getCause()).toLowerCase(Locale.ROOT);
      throw FaultException.unauthenticated(
          why.contains("expired") ? "token-expired" : "token-invalid");
    } catch (RuntimeException unreadable) {
      throw FaultException.unauthenticated("token-invalid");
    }
  }
}

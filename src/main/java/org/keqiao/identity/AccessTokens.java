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
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/** Short-lived access tokens: JWT, HS256, with a key that all servers share. */
final class AccessTokens {

  private static final String ISSUER = "keqiao";

  /** How many good tokens are remembered: one for everybody who is at work. */
  private static final int REMEMBERED = 20_000;

  private final JWTAuth jwt;
  private final Cache<String, Claim> good =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();
  private final Duration life;

  AccessTokens(Vertx vertx, byte[] key, Duration life) {
    this.life = life;
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setLeeway(0))
                .addPubSecKey(
                    new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(Buffer.buffer(key))));
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
    return jwt.generateToken(
        new JsonObject().put("sub", account.value()).put("sid", session.value()),
        new JWTOptions()
            .setAlgorithm("HS256")
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
    if (known.expires().isAfter(Instant.now())) {
      return known;
    }
    good.invalidate(token);
    throw FaultException.unauthenticated("token-expired");
  }

  private Claim check(String token) {
    try {
      JsonObject said =
          jwt.authenticate(new TokenCredentials(token))
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

package org.keqiao.identity;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/** Short-lived access tokens: JWT, HS256, with a key that all servers share. */
final class AccessTokens {

  private static final String ISSUER = "keqiao";

  private final JWTAuth jwt;
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

  String issue(Id account) {
    return jwt.generateToken(
        new JsonObject().put("sub", account.value()),
        new JWTOptions()
            .setAlgorithm("HS256")
            .setIssuer(ISSUER)
            .setExpiresInSeconds(Math.toIntExact(life.toSeconds())));
  }

  long lifeSeconds() {
    return life.toSeconds();
  }

  /**
   * The account that a token speaks for.
   *
   * @throws FaultException {@code token-expired} or {@code token-invalid}
   */
  Id verify(String token) {
    try {
      User user =
          jwt.authenticate(new TokenCredentials(token))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new Id(user.principal().getString("sub"));
    } catch (CompletionException refused) {
      String why = String.valueOf(refused.getCause()).toLowerCase(Locale.ROOT);
      throw FaultException.unauthenticated(
          why.contains("expired") ? "token-expired" : "token-invalid");
    } catch (RuntimeException unreadable) {
      throw FaultException.unauthenticated("token-invalid");
    }
  }
}

package org.keqiao.feed.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.keqiao.store.Id;
import org.keqiao.store.KeyRing;
import org.keqiao.store.SharedKey;

/**
 * Secrets of webhooks and what they sign, by the Standard Webhooks specification. A secret is made
 * from a key that all servers share and the name of the webhook, so that it need not be kept.
 */
final class WebhookSecrets {

  private static final String PREFIX = "whsec_";

  private final KeyRing keys;

  WebhookSecrets(KeyRing keys) {
    this.keys = keys;
  }

  /** Number of the key to make new secrets from. */
  int newestKey() {
    return keys.newest().number();
  }

  private byte[] bytes(Id webhook, Webhook.Secret secret) {
    SharedKey key = keys.find(secret.key()).orElseThrow();
    return hmac(key.bytes(), "webhook/%s/%d".formatted(webhook, secret.generation()));
  }

  private static byte[] hmac(byte[] key, String text) {
    return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key)
        .hmac(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A secret as its owner gets it. */
  String text(Id webhook, Webhook.Secret secret) {
    return PREFIX + Base64.getEncoder().encodeToString(bytes(webhook, secret));
  }

  /** The header {@code webhook-signature}: one signature for each secret that signs now. */
  String signatures(Id id, Webhook webhook, Instant now, String message, String body) {
    String signed = message + "." + now.getEpochSecond() + "." + body;
    return webhook.signing(now).stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(hmac(bytes(id, secret), signed)))
        .collect(Collectors.joining(" "));
  }
}

package org.keqiao.feed.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;

/** What is said of a webhook; the fields are those of {@link Webhook}. */
record WebhookDraft(
    Optional<String> node,
    Optional<String> url,
    Optional<List<String>> types,
    Optional<String> description,
    Optional<Boolean> enabled) {

  private static final int LONGEST_URL = 2000;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int MOST_TYPES = 100;

  /** What some programs read as an address though it looks like none: 2130706433, 0x7f.1. */
  private static final Pattern NUMBERS =
      Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][0-9a-fA-F]*)\\.?");

  private static final Pattern FOUR_NUMBERS =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

  /** Refuses what is null in a list. */
  WebhookDraft {
    types = types.map(List::copyOf);
  }

  static WebhookDraft of(Webhook webhook) {
    return new WebhookDraft(
        Optional.of(webhook.node()),
        Optional.of(webhook.url()),
        Optional.of(webhook.types()),
        webhook.description(),
        Optional.of(webhook.enabled()));
  }

  /** Notes what is wrong with it, its node excepted. */
  void check(List<String> knownTypes, Predicate<URI> askable, boolean http, Violations violations) {
    violations.text("/description", description, LONGEST_DESCRIPTION);
    List<String> wanted = types.orElse(List.of());
    if (wanted.size() > MOST_TYPES) {
      violations.add("/types", "too-many-items", MOST_TYPES);
    } else {
      for (int i = 0; i < wanted.size(); i++) {
        if (!knownTypes.contains(wanted.get(i))) {
          violations.add("/types/" + i, "unknown-term", wanted.get(i));
        }
      }
    }
    if (url.isEmpty()) {
      violations.add("/url", "missing");
    } else if (url.get().length() > LONGEST_URL) {
      violations.add("/url", "text-length", 1, LONGEST_URL);
    } else {
      checkUrl(url.get(), askable, http, violations);
    }
  }

  private static void checkUrl(
      String url, Predicate<URI> askable, boolean http, Violations violations) {
    Optional<URI> address = parsed(url);
    if (address.isEmpty()) {
      violations.add("/url", "webhook-url-form");
    } else if (!http && !address.get().getScheme().equalsIgnoreCase("https")) {
      violations.add("/url", "webhook-url-https");
    } else if (!askable.test(address.get())) {
      violations.add("/url", "webhook-url-refused");
    }
  }

  /** A plain address; not one in a form that programs read in different ways. */
  private static Optional<URI> parsed(String url) {
    try {
      URI uri = new URI(url);
      String scheme = String.valueOf(uri.getScheme());
      boolean plain =
          (scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http"))
              && uri.getHost() != null
              && (!NUMBERS.matcher(uri.getHost()).matches()
                  || FOUR_NUMBERS.matcher(uri.getHost()).matches())
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && url.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
      return plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException unreadable) {
      return Optional.empty();
    }
  }
}

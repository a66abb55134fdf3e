package org.keqiao.feed.webhook;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.settings.SettingsReader;

/**
 * How events are brought to other systems.
 *
 * @param http whether addresses may be http
 * @param ports that may be asked on public addresses
 * @param allowedNetworks networks that are not public and may be asked all the same, on any port
 * @param timeout of one attempt
 * @param retries how long to wait after the first attempt, the second and so on
 * @param lease how long a server holds a webhook without a sign of life
 * @param oldSecret how long a replaced secret still signs
 * @param keepDeliveries how long deliveries can be looked at
 */
public record WebhookSettings(
    boolean http,
    Set<Integer> ports,
    List<IPAddress> allowedNetworks,
    Duration timeout,
    List<Duration> retries,
    Duration lease,
    Duration oldSecret,
    Duration keepDeliveries) {

  /** As the Standard Webhooks specification proposes: three days in all. */
  private static final List<Duration> RETRIES =
      Stream.of("5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h")
          .map(SettingsReader::span)
          .toList();

  private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
  private static final int HIGHEST_PORT = 65_535;

  /** Keeps its lists from changing. */
  public WebhookSettings {
    ports = Set.copyOf(ports);
    allowedNetworks = List.copyOf(allowedNetworks);
    retries = List.copyOf(retries);
  }

  /** Reads the {@code webhooks.*} settings. */
  public static WebhookSettings from(SettingsReader reader) {
    WebhookSettings settings =
        new WebhookSettings(
            reader.flag("webhooks.http", false),
            reader.value(
                "webhooks.ports",
                Set.of(443, 8443),
                "ports such as 443, 8443, separated by commas",
                text -> words(text).map(WebhookSettings::port).collect(Collectors.toSet())),
            reader.value(
                "webhooks.allowedNetworks",
                List.of(),
                "networks such as 10.20.0.0/16, fd00::/8, separated by commas, or empty",
                text -> words(text).map(WebhookSettings::network).toList()),
            reader.duration("webhooks.timeout", Duration.ofSeconds(10)),
            reader.value(
                "webhooks.retries",
                RETRIES,
                "spans of time such as 5s, 5m, 1h, separated by commas",
                text -> words(text).map(SettingsReader::span).toList()),
            reader.duration("webhooks.lease", Duration.ofSeconds(30)),
            reader.duration("webhooks.oldSecret", Duration.ofDays(1)),
            reader.duration("webhooks.keepDeliveries", Duration.ofDays(30)));
    settings.refuseUnfit(reader);
    return settings;
  }

  private void refuseUnfit(SettingsReader reader) {
    if (timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      reader.refuse("webhooks.timeout", "must be 60s or less");
    }
    if (lease.compareTo(timeout.multipliedBy(2)) < 0) {
      reader.refuse("webhooks.lease", "must be twice webhooks.timeout or more");
    }
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(each -> !each.isEmpty());
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException();
    }
    return port;
  }

  private static IPAddress network(String text) {
    try {
      return new IPAddressString(text).toAddress().toPrefixBlock();
    } catch (AddressStringException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }
}

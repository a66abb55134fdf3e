package org.keqiao.http.limit;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * Proxies that stand in front of the server and are believed when they say for whom they ask. Each
 * one adds the address that it sees to the end of a list; what a client wrote herself stands before
 * that. So the list is read from its end, and the first address that is no proxy of ours is the
 * client.
 *
 * @param networks where the proxies are; with none, nobody is believed
 * @param header which of the two headers they write; the other one is never read, because they
 *     would pass on what a client wrote
 */
public record TrustedProxies(List<IPAddress> networks, Header header) {

  /** Ways to say for whom a proxy asks. */
  public enum Header {
    /** {@code X-Forwarded-For} and {@code X-Forwarded-Proto}. */
    X_FORWARDED,
    /** {@code Forwarded}, RFC 7239. */
    FORWARDED
  }

  private static final IPAddressStringParameters PLAIN =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .getParentBuilder()
          .toParams();

  /** The same networks, kept. */
  public TrustedProxies {
    networks = List.copyOf(networks);
  }

  /** Reads {@code http.trustedProxies} and {@code http.proxyHeader}. */
  public static TrustedProxies from(SettingsReader reader) {
    List<IPAddress> networks =
        reader.value(
            "http.trustedProxies",
            List.of(),
            "networks such as 10.0.0.0/8, fd00::/8, separated by commas, or empty",
            TrustedProxies::networks);
    return new TrustedProxies(networks, reader.choice("http.proxyHeader", Header.X_FORWARDED));
  }

  private static List<IPAddress> networks(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(TrustedProxies::network)
        .toList();
  }

  private static IPAddress network(String text) {
    try {
      return new IPAddressString(text, PLAIN).toAddress().toPrefixBlock();
    } catch (AddressStringException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /** A single address; nothing when it is none. */
  static Optional<IPAddress> address(String text) {
    return Optional.ofNullable(new IPAddressString(text, PLAIN).getAddress())
        .filter(address -> !address.isMultiple() && !address.isPrefixed());
  }

  /** Whether the other end of a connection is one of them. */
  public boolean trusts(String peer) {
    return !networks.isEmpty() && address(peer).filter(this::trusts).isPresent();
  }

  private boolean trusts(IPAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** Who sends a request. */
  public Client client(HttpServerRequest request) {
    Client peer = new Client(request.remoteAddress().hostAddress(), request.isSSL());
    return trusts(peer.address()) ? client(peer, hops(request.headers())) : peer;
  }

  private List<Hop> hops(MultiMap headers) {
    return switch (header) {
      case X_FORWARDED ->
          Hop.xForwarded(all(headers, "X-Forwarded-For"), all(headers, "X-Forwarded-Proto"));
      case FORWARDED -> Hop.forwarded(all(headers, "Forwarded"));
    };
  }

  private static String all(MultiMap headers, String name) {
    return String.join(",", headers.getAll(name));
  }

  /**
   * Who asks.
   *
   * @param peer the other end of the connection, and whether TLS is spoken on it
   * @param hops what the proxies wrote, the nearest proxy last
   */
  Client client(Client peer, List<Hop> hops) {
    Client client = peer;
    for (Hop hop : hops.reversed()) {
      Optional<IPAddress> next = hop.address();
      if (!trusts(client.address()) || next.isEmpty()) {
        return client;
      }
      client = new Client(next.get().toCanonicalString(), hop.secure());
    }
    return client;
  }
}

package org.keqiao.feed.webhook;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which addresses this server asks for somebody else: public ones and those of networks that the
 * settings name. Whoever makes a webhook could otherwise have this server ask what only it can
 * reach. What is asked is the very address that was judged, so it does not matter what a name
 * stands for the next moment.
 */
final class AddressGuard {

  /**
   * The addresses of the IANA registries of special-purpose addresses that are not reachable from
   * everywhere, with those that lead to others (6to4, Teredo, NAT64). Clouds keep their metadata at
   * 169.254.169.254, 100.100.100.200 and fd00:ec2::254, which lie in them.
   */
  private static final List<IPAddress> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.31.196.0/24",
              "192.52.193.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "192.175.48.0/24",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "2620:4f:8000::/48",
              "3fff::/20")
          .map(AddressGuard::network)
          .toList();

  /** Of IPv6 nothing else is given to anybody: all that is not in here is special. */
  private static final IPAddress GIVEN_OUT = network("2000::/3");

  private final List<IPAddress> allowed;
  private final Set<Integer> ports;

  AddressGuard(List<IPAddress> allowed, Set<Integer> ports) {
    this.allowed = List.copyOf(allowed);
    this.ports = Set.copyOf(ports);
  }

  private static IPAddress network(String text) {
    return new IPAddressString(text).getAddress().toPrefixBlock();
  }

  /** An address that must not be asked. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * The address to ask for a host.
   *
   * @param host a name or an address; an IPv6 one may stand in brackets
   * @throws Refused when any address that it stands for must not be asked
   * @throws UnknownHostException when it stands for none
   */
  InetAddress address(String host, int port) throws Refused, UnknownHostException {
    List<InetAddress> all = List.of(InetAddress.getAllByName(host));
    List<String> refused = new ArrayList<>();
    for (InetAddress each : all) {
      if (!permits(each, port)) {
        refused.add(each.getHostAddress() + ":" + port);
      }
    }
    if (!refused.isEmpty()) {
      throw new Refused(String.join(", ", refused));
    }
    return all.getFirst();
  }

  /** Whether an address may be asked. */
  boolean permits(InetAddress address, int port) {
    IPAddress judged = plain(new IPAddressGenerator().from(address.getAddress()));
    if (allowed.stream().anyMatch(network -> network.contains(judged))) {
      return true;
    }
    boolean open =
        SPECIAL.stream().noneMatch(network -> network.contains(judged))
            && (judged.isIPv4() || GIVEN_OUT.contains(judged));
    return open && ports.contains(port);
  }

  private static IPAddress plain(IPAddress address) {
    return address.isIPv6() && address.toIPv6().isIPv4Mapped()
        ? address.toIPv6().getEmbeddedIPv4Address()
        : address;
  }
}

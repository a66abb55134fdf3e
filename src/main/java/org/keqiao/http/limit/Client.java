package org.keqiao.http.limit;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;

/**
 * Who stands at the other end of a request, behind proxies that are trusted.
 *
 * @param address IP address
 * @param secure whether she speaks TLS
 */
public record Client(String address, boolean secure) {

  /** Bits of an IPv6 address that one customer of a network is given as a whole. */
  private static final int NETWORK_BITS = 64;

  /** What is counted as one address: in IPv6 a whole network, because its owner has all of it. */
  public String household() {
    if (address.indexOf(':') < 0) {
      return address;
    }
    IPAddress parsed = new IPAddressString(address).getAddress();
    return parsed == null || parsed.isIPv4()
        ? address
        : parsed.toPrefixBlock(NETWORK_BITS).toCanonicalString();
  }
}

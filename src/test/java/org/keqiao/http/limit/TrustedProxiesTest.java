package org.keqiao.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {

  private static final TrustedProxies OURS =
      new TrustedProxies(
          Stream.of("10.0.0.0/8", "fd00::/8")
              .map(network -> new IPAddressString(network).getAddress())
              .toList(),
          TrustedProxies.Header.X_FORWARDED);

  private static final Client NEAREST = new Client("10.0.0.1", false);

  @Provide
  static Arbitrary<String> strangers() {
    return Arbitraries.of("203.0.113.1", "203.0.113.254", "11.0.0.0", "2001:db8::1", "fe00::1");
  }

  @Provide
  static Arbitrary<String> proxies() {
    return Arbitraries.of("10.0.0.2", "10.255.255.255", "fd00::1", "fdff::ffff");
  }

  @Provide
  static Arbitrary<List<String>> written() {
    return Arbitraries.oneOf(
            strangers(), proxies(), Arbitraries.of("", "unknown", "_x", "\"", "10.0.0.1:"))
        .list()
        .ofMaxSize(5);
  }

  /** Whatever a client writes herself, it is her own address that counts. */
  @Property
  void client_cannotSpeakForAnother(
      @ForAll("written") List<String> herOwn,
      @ForAll("strangers") String client,
      @ForAll List<@From("proxies") String> between) {
    List<String> header = new ArrayList<>(herOwn);
    header.add(client);
    header.addAll(between);
    assertThat(OURS.client(NEAREST, Hop.xForwarded(String.join(", ", header), "http")).address())
        .isEqualTo(client);
  }

  @Property
  void client_inForwarded_cannotSpeakForAnother(
      @ForAll("written") List<String> herOwn,
      @ForAll("strangers") String client,
      @ForAll List<@From("proxies") String> between) {
    List<String> header = new ArrayList<>();
    herOwn.forEach(own -> header.add("proto=https;for=" + own));
    header.add("for=\"[%s]:4711\";by=_hidden;proto=http".formatted(client));
    between.forEach(proxy -> header.add("For=\"[%s]\";Proto=https".formatted(proxy)));
    Client found = OURS.client(NEAREST, Hop.forwarded(String.join(",", header)));
    assertThat(found).isEqualTo(new Client(client, false));
  }

  @Property
  void stranger_isNeverBelieved(
      @ForAll("strangers") String peer, @ForAll("written") List<String> header) {
    Client client = new Client(peer, true);
    assertThat(OURS.client(client, Hop.xForwarded(String.join(",", header), "http")))
        .isEqualTo(client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9                | https       | 203.0.113.9 | true",
        "203.0.113.9:4711           | http        | 203.0.113.9 | false",
        "[2001:db8::9]:4711         | https       | 2001:db8::9 | true",
        "203.0.113.9, 10.9.9.9      | https, http | 203.0.113.9 | true",
        "203.0.113.9, 10.9.9.9      | https       | 203.0.113.9 | true",
        "unknown, 10.9.9.9          | https, http | 10.9.9.9    | false",
        "203.0.113.9, localhost     | https       | 10.0.0.1    | false",
        "203.0.113.0/24             | https       | 10.0.0.1    | false",
        "1                          | https       | 10.0.0.1    | false",
        "''                         | https       | 10.0.0.1    | false",
      })
  void header_ofATrustedProxy_namesTheClient(
      String addresses, String protocols, String client, boolean secure) {
    assertThat(OURS.client(NEAREST, Hop.xForwarded(addresses, protocols)))
        .isEqualTo(new Client(client, secure));
  }

  @ParameterizedTest
  @CsvSource({
    "2001:db8:1:2::1, 2001:db8:1:2:ffff::7, true",
    "2001:db8:1:2::1, 2001:db8:1:3::1, false",
    "192.0.2.1, 192.0.2.2, false",
  })
  void network_inIPv6_isOneHousehold(String one, String other, boolean same) {
    assertThat(new Client(one, false).household().equals(new Client(other, false).household()))
        .isEqualTo(same);
  }
}

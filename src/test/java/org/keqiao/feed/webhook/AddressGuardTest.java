package org.keqiao.feed.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inet.ipaddr.IPAddressString;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody makes this server ask what only it can reach. */
class AddressGuardTest {

  private static final AddressGuard GUARD = new AddressGuard(List.of(), Set.of(443, 8443));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "2130706433",
        "127.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "3232235777",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.170",
        "192.88.99.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "[::1]",
        "::",
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::ffff:10.1.2.3",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "5f00::1",
        "localhost"
      })
  void address_thatIsNotPublic_isRefused(String host) {
    assertThatThrownBy(() -> GUARD.address(host, 443)).isInstanceOf(AddressGuard.Refused.class);
  }

  /**
   * Programs read these in different ways; whichever way this one does, nothing inside is asked.
   */
  @ParameterizedTest
  @ValueSource(strings = {"0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.0.0.1.", "1.2.3.4.5"})
  void address_inAnOddForm_isNeverOneInside(String host) {
    try {
      assertThat(GUARD.permits(GUARD.address(host, 443), 443)).isTrue();
    } catch (AddressGuard.Refused | UnknownHostException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"8.8.8.8,443", "1.1.1.1,8443", "2606:4700:4700::1111,443", "223.5.5.5,443"})
  void address_thatIsPublic_isAsked(String host, int port) throws Exception {
    assertThat(GUARD.address(host, port)).isEqualTo(InetAddress.getByName(host));
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 25, 80, 6379, 9200})
  void port_thatIsNotForWebhooks_isRefused(int port) {
    assertThatThrownBy(() -> GUARD.address("8.8.8.8", port))
        .isInstanceOf(AddressGuard.Refused.class);
  }

  @Test
  void network_thatTheSettingsAllow_isAsked_andItsNeighbourIsNot() throws Exception {
    AddressGuard guard =
        new AddressGuard(List.of(new IPAddressString("10.20.0.0/16").getAddress()), Set.of(443));
    assertThat(guard.address("10.20.3.4", 8080)).isEqualTo(InetAddress.getByName("10.20.3.4"));
    assertThat(guard.address("::ffff:10.20.3.4", 443)).isNotNull();
    assertThatThrownBy(() -> guard.address("10.21.0.1", 443))
        .isInstanceOf(AddressGuard.Refused.class);
  }
}

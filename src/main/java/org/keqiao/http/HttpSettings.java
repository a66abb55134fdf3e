package org.keqiao.http;

import org.keqiao.settings.SettingsReader;

/**
 * Where the server listens.
 *
 * @param host address of an interface
 * @param port 0 takes any free one
 * @param mostJson largest JSON body, bytes
 */
public record HttpSettings(String host, int port, long mostJson) {

  /** Reads the {@code http.*} settings. */
  public static HttpSettings from(SettingsReader reader) {
    return new HttpSettings(
        reader.text("http.host", "127.0.0.1"),
        reader.number("http.port", 8080, 0, 65535),
        reader.bytes("http.mostJson", 1 << 20));
  }

  /** Whether only programs of this machine can reach the server. */
  public boolean loopback() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}

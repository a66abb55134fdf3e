package org.keqiao.http;

import java.util.Optional;
import org.keqiao.http.limit.LimitSettings;
import org.keqiao.http.limit.LineSettings;
import org.keqiao.http.limit.TrustedProxies;
import org.keqiao.settings.SettingsReader;

/**
 * Where the server listens, and to whom.
 *
 * @param host address of an interface
 * @param port 0 takes any free one
 * @param mostJson largest JSON body, bytes
 * @param tls speaks TLS with these; nothing speaks plainly
 * @param proxies who is believed when they say for whom they ask
 * @param lines what connections may take
 * @param limits how many requests there may be
 * @param drain how a server goes
 */
public record HttpSettings(
    String host,
    int port,
    long mostJson,
    Optional<TlsFiles> tls,
    TrustedProxies proxies,
    LineSettings lines,
    LimitSettings limits,
    DrainSettings drain) {

  /** Reads the {@code http.*} and {@code limits.*} settings. */
  public static HttpSettings from(SettingsReader reader) {
    return new HttpSettings(
        reader.text("http.host", "127.0.0.1"),
        reader.number("http.port", 8080, 0, 65535),
        reader.bytes("http.mostJson", 1 << 20),
        TlsFiles.from(reader),
        TrustedProxies.from(reader),
        LineSettings.from(reader),
        LimitSettings.from(reader),
        DrainSettings.from(reader));
  }

  /** Whether only programs of this machine can reach the server. */
  public boolean loopback() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  /** How its addresses begin. */
  public String scheme() {
    return tls.isPresent() ? "https" : "http";
  }
}

package org.keqiao.http;

import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * What the server proves itself with, both as PEM.
 *
 * @param certificate the certificate, and after it those that lead to a known authority
 * @param key its private key, PKCS#8 or PKCS#1
 */
public record TlsFiles(Path certificate, Path key) {

  private static final String CERTIFICATE = "http.tls.certificate";
  private static final String KEY = "http.tls.key";

  /** Reads the {@code http.tls.*} settings. */
  static Optional<TlsFiles> from(SettingsReader reader) {
    String certificate = reader.text(CERTIFICATE, "");
    String key = reader.text(KEY, "");
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    refuseUnreadable(reader, CERTIFICATE, certificate);
    refuseUnreadable(reader, KEY, key);
    return Optional.of(new TlsFiles(Path.of(certificate), Path.of(key)));
  }

  private static void refuseUnreadable(SettingsReader reader, String setting, String file) {
    if (file.isEmpty() || !Files.isReadable(Path.of(file))) {
      reader.refuse(setting, "must name a PEM file that can be read, but is \"" + file + "\"");
    }
  }

  PemKeyCertOptions options() {
    return new PemKeyCertOptions().addCertPath(certificate.toString()).addKeyPath(key.toString());
  }

  /** When the two were written. */
  List<FileTime> written() throws IOException {
    return List.of(Files.getLastModifiedTime(certificate), Files.getLastModifiedTime(key));
  }
}

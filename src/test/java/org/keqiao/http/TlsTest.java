package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Curator;

/** The server speaks TLS itself, with certificates that are made for the test. */
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;

  private Map<String, String> settings() {
    return Map.of(
        "KEQIAO_HTTP_TLS_CERTIFICATE", folder.resolve("certificate.pem").toString(),
        "KEQIAO_HTTP_TLS_KEY", folder.resolve("key.pem").toString());
  }

  /** Makes a certificate for this machine, and puts it and its key where the server reads them. */
  private Certificate issue(String name) throws Exception {
    Path store = folder.resolve(name + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "it",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Key key = keys.getKey("it", PASSWORD);
    Certificate certificate = keys.getCertificate("it");
    write("key.pem", "PRIVATE KEY", key.getEncoded());
    write("certificate.pem", "CERTIFICATE", certificate.getEncoded());
    return certificate;
  }

  private void write(String file, String kind, byte[] bytes) throws Exception {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(bytes), kind));
  }

  private static HttpResponse<String> ask(SmallServer server, Certificate... trusted) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      for (int i = 0; i < trusted.length; i++) {
        store.setCertificateEntry("it" + i, trusted[i]);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
        return client.send(
            HttpRequest.newBuilder(server.address().resolve("/")).build(), BodyHandlers.ofString());
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void server_withACertificate_speaksHttp2_andDemandsTls() throws Exception {
    Certificate certificate = issue("first");
    try (SmallServer server = SmallServer.start(settings())) {
      HttpResponse<String> page = ask(server, certificate);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
    }
  }

  @Test
  void certificate_thatIsReplaced_isTakenWithoutARestart() throws Exception {
    Certificate first = issue("first");
    try (SmallServer server = SmallServer.start(settings())) {
      assertThat(shown(server, first)).isEqualTo("CN=first");
      Certificate second = issue("second");
      assertThat(
              Curator.await(() -> shown(server, first, second), name -> name.equals("CN=second")))
          .isEqualTo("CN=second");
    }
  }

  private static String shown(SmallServer server, Certificate... trusted) {
    try {
      Certificate[] chain = ask(server, trusted).sslSession().orElseThrow().getPeerCertificates();
      return ((X509Certificate) chain[0]).getSubjectX500Principal().getName();
    } catch (javax.net.ssl.SSLPeerUnverifiedException nobody) {
      throw new IllegalStateException(nobody);
    }
  }
}

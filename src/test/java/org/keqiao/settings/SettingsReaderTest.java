package org.keqiao.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.ServerSettings;

class SettingsReaderTest {

  private static final Path FILE = Path.of("config", "keqiao.yaml");

  @Test
  void file_thatWeShip_saysTheDefaults() {
    assertThat(ServerSettings.load(FILE, Map.of()))
        .isEqualTo(ServerSettings.load(Path.of("no-such-file.yaml"), Map.of()));
  }

  @Test
  void environment_overridesTheFile() {
    ServerSettings settings =
        ServerSettings.load(
            FILE,
            Map.of("KEQIAO_HTTP_PORT", "9", "KEQIAO_HTTP_MOST_JSON", "3KiB", "HOME", "ignored"));
    assertThat(settings.http().port()).isEqualTo(9);
    assertThat(settings.http().mostJson()).isEqualTo(3072);
  }

  @Test
  void faults_areAllNamedAtOnce() {
    assertThatThrownBy(
            () ->
                ServerSettings.load(
                    FILE,
                    Map.of(
                        "KEQIAO_HTTP_PORT", "99999",
                        "KEQIAO_DEMO_DATA", "perhaps",
                        "KEQIAO_INGEST_LEASE", "soon",
                        "KEQIAO_BUCKET_ENDPOINT", "ftp://x",
                        "KEQIAO_MODE", "cloud",
                        "KEQIAO_COLOUR", "red")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("KEQIAO_HTTP_PORT")
        .hasMessageContaining("KEQIAO_DEMO_DATA")
        .hasMessageContaining("KEQIAO_INGEST_LEASE")
        .hasMessageContaining("KEQIAO_BUCKET_ENDPOINT")
        .hasMessageContaining("one of standalone, server")
        .hasMessageContaining("KEQIAO_COLOUR is not a setting");
  }

  @Test
  void server_withDemoDataOrWithoutStores_isRefused() {
    assertThatThrownBy(() -> ServerSettings.load(FILE, Map.of("KEQIAO_MODE", "server")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("demo.data")
        .hasMessageContaining("elasticsearch.url")
        .hasMessageContaining("bucket.endpoint");
  }

  @Test
  void demoData_onAnOpenAddress_isRefused() {
    assertThatThrownBy(() -> ServerSettings.load(FILE, Map.of("KEQIAO_HTTP_HOST", "0.0.0.0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void secrets_areNeverPrinted() {
    ServerSettings settings =
        ServerSettings.load(
            FILE,
            Map.of(
                "KEQIAO_BUCKET_SECRET_KEY", "hush1",
                "KEQIAO_ELASTICSEARCH_PASSWORD", "hush2",
                "KEQIAO_DEMO_PASSWORD", "hush3"));
    assertThat(settings.toString()).doesNotContain("hush");
  }
}

package org.keqiao;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.keqiao.cluster.ClusterSettings;
import org.keqiao.delivery.DeliverySettings;
import org.keqiao.http.HttpSettings;
import org.keqiao.http.MetricsSettings;
import org.keqiao.identity.IdentitySettings;
import org.keqiao.ingest.IngestSettings;
import org.keqiao.pairing.PairingSettings;
import org.keqiao.privacy.RetentionSettings;
import org.keqiao.seeds.SeedSettings;
import org.keqiao.selection.SelectionSettings;
import org.keqiao.settings.SettingsReader;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.ElasticSettings;
import org.keqiao.store.RecordSettings;

/**
 * Every setting, each subject as its owner knows it.
 *
 * @param worker whether this process only works on jobs, and serves nobody
 * @param data folder of everything that is kept on this machine
 * @param mappings folder of the index mappings
 * @param reconcileEvery how often the card catalogue is compared with the library
 */
public record ServerSettings(
    boolean worker,
    Path data,
    Path mappings,
    Duration reconcileEvery,
    HttpSettings http,
    MetricsSettings metrics,
    BucketSettings bucket,
    ElasticSettings elasticsearch,
    RecordSettings records,
    ClusterSettings cluster,
    IdentitySettings identity,
    IngestSettings ingest,
    DeliverySettings delivery,
    PairingSettings pairing,
    SelectionSettings selection,
    RetentionSettings privacy,
    SeedSettings seeds) {

  private enum Mode {
    STANDALONE,
    SERVER,
    WORKER
  }

  /**
   * Reads a settings file and what overrides it.
   *
   * @throws org.keqiao.settings.SettingsException naming everything that is wrong
   */
  public static ServerSettings load(Path file, Map<String, String> environment) {
    SettingsReader reader = SettingsReader.open(file, environment);
    Mode mode = reader.choice("mode", Mode.STANDALONE);
    ServerSettings settings =
        new ServerSettings(
            mode == Mode.WORKER,
            Path.of(reader.text("data", "data")),
            Path.of(reader.text("mappings", "mappings")),
            reader.duration("reconcileEvery", Duration.ofHours(1)),
            HttpSettings.from(reader),
            MetricsSettings.from(reader, mode == Mode.STANDALONE),
            BucketSettings.from(reader),
            ElasticSettings.from(reader),
            RecordSettings.from(reader),
            ClusterSettings.from(reader),
            IdentitySettings.from(reader),
            IngestSettings.from(reader),
            DeliverySettings.from(reader),
            PairingSettings.from(reader),
            SelectionSettings.from(reader),
            RetentionSettings.from(reader),
            SeedSettings.from(reader));
    if (mode != Mode.STANDALONE) {
      settings.refuseUnfit(reader, mode.name().toLowerCase(Locale.ROOT) + " mode");
    }
    if (settings.seeds().demo() && !settings.http().loopback()) {
      reader.refuse(
          "http.host",
          "must be a loopback address such as 127.0.0.1 while demo.data is true, because everybody"
              + " knows the demo password");
    }
    reader.finish();
    return settings;
  }

  private void refuseUnfit(SettingsReader reader, String mode) {
    if (seeds.demo()) {
      reader.refuse("demo.data", "must be false in " + mode);
    }
    if (elasticsearch.url().isEmpty()) {
      reader.refuse("elasticsearch.url", "is needed in " + mode);
    }
    if (bucket.endpoint().isEmpty()) {
      reader.refuse("bucket.endpoint", "is needed in " + mode);
    }
    if (worker && ingest.workers() == 0) {
      reader.refuse("ingest.workers", "must be 1 or more in " + mode);
    }
  }
}

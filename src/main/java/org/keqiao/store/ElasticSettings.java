package org.keqiao.store;

import java.net.URI;
import java.util.Optional;
import org.keqiao.settings.SettingsReader;

/**
 * Which Elasticsearch holds the card catalogue.
 *
 * @param url the cluster; empty means the embedded node
 * @param user name for basic authentication; empty means none
 * @param password her password; never printed
 * @param prefix begins the name of every index, so that a cluster can be shared
 */
public record ElasticSettings(Optional<URI> url, String user, String password, String prefix) {

  /** Reads the {@code elasticsearch.*} settings. */
  public static ElasticSettings from(SettingsReader reader) {
    return new ElasticSettings(
        reader.address("elasticsearch.url"),
        reader.text("elasticsearch.user", ""),
        reader.text("elasticsearch.password", ""),
        reader.text("elasticsearch.prefix", "keqiao"));
  }

  /** The same catalogue at another cluster. */
  public ElasticSettings at(URI cluster) {
    return new ElasticSettings(Optional.of(cluster), user, password, prefix);
  }

  @Override
  public String toString() {
    return "ElasticSettings[url=%s, user=%s, prefix=%s]".formatted(url, user, prefix);
  }
}

package org.keqiao.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Opens Vert.x, alone or as a member of a cluster. Members find each other by Hazelcast over TCP,
 * at the addresses that the settings name: it multicasts nothing, calls nobody's home and serves
 * nothing else. Servers that cannot reach each other go on alone and meet again when they can.
 *
 * <p>Members trust each other, and what they say is not encrypted: they belong on a network of
 * their own. The secret keeps other installations out.
 */
public final class Cluster {

  private static final Map<String, String> QUIET =
      Map.of(
          "hazelcast.phone.home.enabled", "false",
          "hazelcast.logging.type", "slf4j",
          "hazelcast.shutdownhook.enabled", "false",
          "hazelcast.health.monitoring.level", "OFF",
          "hazelcast.socket.bind.any", "false");

  /** Soon together, and soon together again; in seconds. */
  private static final Map<String, String> PROMPT =
      Map.of(
          "hazelcast.wait.seconds.before.join", "0",
          "hazelcast.heartbeat.interval.seconds", "2",
          "hazelcast.max.no.heartbeat.seconds", "20",
          "hazelcast.merge.first.run.delay.seconds", "10",
          "hazelcast.merge.next.run.delay.seconds", "10");

  private Cluster() {}

  /**
   * Opens Vert.x.
   *
   * @throws IOException with one sentence, when this server cannot take its place in the cluster
   */
  public static Vertx open(ClusterSettings settings, VertxOptions options, VertxBuilder builder)
      throws IOException {
    if (!settings.isShared()) {
      return builder.with(options).build();
    }
    EventBusOptions bus =
        new EventBusOptions().setHost(settings.host()).setPort(settings.busPort());
    try {
      return builder
          .with(options.setEventBusOptions(bus))
          .withClusterManager(new HazelcastClusterManager(config(settings)))
          .buildClustered()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException failed) {
      throw new IOException(
          "cannot join the cluster at %s:%d and %d: %s; check cluster.host, cluster.port and cluster.busPort"
              .formatted(
                  settings.host(),
                  settings.port(),
                  settings.busPort(),
                  String.valueOf(failed.getCause())),
          failed);
    }
  }

  private static Config config(ClusterSettings settings) {
    Config config = ConfigUtil.loadConfig();
    QUIET.forEach(config::setProperty);
    PROMPT.forEach(config::setProperty);
    config.setClusterName("keqiao-" + DigestUtils.sha256Hex(settings.secret()).substring(0, 32));
    config.getMetricsConfig().setEnabled(false);
    config.getSerializationConfig().setJavaSerializationFilterConfig(known());
    config
        .getNetworkConfig()
        .setPort(settings.port())
        .setPortAutoIncrement(false)
        .setPublicAddress(settings.host() + ":" + settings.port())
        .getInterfaces()
        .setEnabled(true)
        .addInterface(settings.host());
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    return config;
  }

  /** Of what a member sends, nothing is made into an object that does not belong here. */
  private static JavaSerializationFilterConfig known() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("io.vertx.spi.cluster.hazelcast.");
    return filter;
  }
}

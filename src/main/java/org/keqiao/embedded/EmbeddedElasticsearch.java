package org.keqiao.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.ClasspathNode;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/** A real Elasticsearch node in this process, answering on the loopback address only. */
public final class EmbeddedElasticsearch implements AutoCloseable {

  private static final long STOP_SECONDS = 20;

  private final ClasspathNode node;
  private final URI address;

  private EmbeddedElasticsearch(ClasspathNode node) {
    this.node = node;
    this.address = URI.create("http://" + node.httpAddress());
  }

  /**
   * Starts a single node and waits until it answers.
   *
   * @param folder where the node keeps its index; made when missing
   * @throws IOException when the folder cannot be used or the node does not start
   */
  public static EmbeddedElasticsearch start(Path folder) throws IOException {
    Path home = folder.toAbsolutePath();
    Files.createDirectories(home.resolve("config"));
    Files.createDirectories(home.resolve("tmp"));
    LogConfigurator.configureESLogging();
    // It refuses to start when another part of the process has used Netty before.
    System.setProperty("es.set.netty.runtime.available.processors", "false");
    ClasspathNode node =
        new ClasspathNode(
            new Environment(settings(home), home.resolve("config")),
            List.of(new Netty4Plugin(), new ChineseAnalysisPlugin()));
    try {
      node.start();
      return new EmbeddedElasticsearch(node);
    } catch (NodeValidationException invalid) {
      node.close();
      throw new IOException(invalid.getMessage(), invalid);
    }
  }

  private static Settings settings(Path home) {
    return Settings.builder()
        .put("cluster.name", "keqiao")
        .put("node.name", "embedded")
        .put("path.home", home.toString())
        .put("path.data", home.resolve("data").toString())
        .put("path.logs", home.resolve("logs").toString())
        .put("path.repo", home.resolve("snapshots").toString())
        .put("discovery.type", "single-node")
        .put("network.host", "127.0.0.1")
        .put("http.type", "netty4")
        .put("transport.type", "netty4")
        .put("http.port", "0")
        .put("transport.port", "0")
        .put("node.processors", Math.max(1, Runtime.getRuntime().availableProcessors()))
        .put("action.auto_create_index", false)
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  /** Where a client reaches the node. */
  public URI address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    node.close();
    try {
      node.awaitClose(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.keqiao.store;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.keqiao.fault.FaultException;

/** The connection to Elasticsearch. Calls block and are made from virtual threads. */
public final class Elastic implements AutoCloseable {

  /** Status of an index or a snapshot that does not exist. */
  static final int GONE = 404;

  private static final int CONNECTIONS = 64;

  private final ElasticsearchClient client;
  private final String prefix;

  private Elastic(ElasticsearchClient client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /**
   * Connects.
   *
   * @param settings with a URL
   * @throws IOException with one sentence, when the cluster does not answer or refuses
   */
  public static Elastic connect(ElasticSettings settings) throws IOException {
    Elastic elastic = prepare(settings);
    try {
      elastic.client.cluster().health();
      return elastic;
    } catch (ElasticsearchException refused) {
      elastic.close();
      throw new IOException(
          "Elasticsearch at %s refuses: %s; check elasticsearch.user and elasticsearch.password"
              .formatted(settings.url().orElseThrow(), refused.getMessage()),
          refused);
    } catch (IOException away) {
      elastic.close();
      throw new IOException(
          "Elasticsearch at %s does not answer: %s; check elasticsearch.url"
              .formatted(settings.url().orElseThrow(), away.getMessage()),
          away);
    }
  }

  private static Elastic prepare(ElasticSettings settings) {
    Rest5ClientBuilder builder =
        Rest5Client.builder(HttpHost.create(settings.url().orElseThrow()))
            .setConnectionManagerCallback(
                connections ->
                    connections.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS));
    if (!settings.user().isEmpty()) {
      String pair = settings.user() + ":" + settings.password();
      builder.setDefaultHeaders(
          new Header[] {
            new BasicHeader(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
          });
    }
    return new Elastic(
        new ElasticsearchClient(
            new Rest5ClientTransport(builder.build(), new JacksonJsonpMapper(Json.STORED))),
        settings.prefix());
  }

  /** One request to Elasticsearch. */
  public interface Request<R> {
    /** Sends it and waits for the answer. */
    R send(ElasticsearchClient client) throws IOException;
  }

  /**
   * Sends a request.
   *
   * @throws FaultException unavailable when Elasticsearch is away or overloaded
   * @throws ElasticsearchException when it refuses the request itself
   */
  public <R> R call(Request<R> request) {
    Waiting.begin();
    try {
      return request.send(client);
    } catch (IOException away) {
      throw FaultException.unavailable("search-unavailable", away);
    } catch (ElasticsearchException refused) {
      if (refused.status() >= 500 || refused.status() == 429) {
        throw FaultException.unavailable("search-unavailable", refused);
      }
      throw refused;
    }
  }

  /**
   * Whether a search may have failed because a rebuild deleted its index under it: what such a
   * search hears has any status.
   */
  static boolean lostItsIndex(ElasticsearchException refused) {
    return refused.status() == GONE
        || "search_phase_execution_exception".equals(refused.error().type());
  }

  /** The alias that stands for the index of a kind of record. */
  String alias(String type) {
    return prefix + "-" + type;
  }

  /** Whether Elasticsearch answers and every index can be searched. */
  public boolean answers() {
    try {
      return call(
          es ->
              !es.cluster()
                  .health(h -> h.index(prefix + "-*").timeout(t -> t.time("1s")))
                  .status()
                  .jsonValue()
                  .equals("red"));
    } catch (FaultException | ElasticsearchException away) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}

package org.keqiao.shards;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;

/** The catalogue's head and shards over HTTP. */
public final class ShardRoutes {

  private static final String CACHING = "Cache-Control";

  private final ShardService service;

  ShardRoutes(ShardService service) {
    this.service = service;
  }

  /** Reading only. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "readCatalogue", HttpMethod.GET, "/catalogue", Permission.READ_CATALOGUE, this::head),
        Route.api(
            "readCatalogueShard",
            HttpMethod.GET,
            "/catalogue/:sha256",
            Permission.READ_CATALOGUE,
            this::shard));
  }

  /** The head and its version. */
  record HeadView(long version, @JsonUnwrapped Head head) {}

  private Reply head(Call call) {
    Entry<Head> head = service.head();
    return Reply.ok(new HeadView(head.version(), head.value()))
        .version(head.version())
        .header(CACHING, "no-cache");
  }

  private Reply shard(Call call) {
    String sha256 = call.path("sha256");
    return Reply.whole(200, "application/json", Buffer.buffer(service.shard(sha256)))
        .header("ETag", "\"" + sha256 + "\"")
        .header(CACHING, "public, max-age=31536000, immutable");
  }
}

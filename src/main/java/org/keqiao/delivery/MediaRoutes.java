package org.keqiao.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.MediaService;
import org.keqiao.store.Id;

/** Media over HTTP: whoever holds a signed URL, whole files and single ranges. */
public final class MediaRoutes {

  private static final int SEND_AT_ONCE = 1 << 20;

  private final MediaUrls urls;
  private final MediaService media;
  private final MediaBlocks blocks;
  private final Counter sent;

  /** Over these parts. */
  public MediaRoutes(
      MediaUrls urls, MediaService media, MediaBlocks blocks, MeterRegistry metrics) {
    this.urls = urls;
    this.media = media;
    this.blocks = blocks;
    this.sent =
        Counter.builder("keqiao.media.viewer.bytes")
            .description("media bytes sent to viewers")
            .register(metrics);
  }

  /** Reading only. */
  public List<Route> routes() {
    String path = "/media/:token/:sha256/*";
    return List.of(
        Route.root("readMedia", HttpMethod.GET, path, Permission.MEDIA_TOKEN, this::read),
        Route.root("headMedia", HttpMethod.HEAD, path, Permission.MEDIA_TOKEN, this::read));
  }

  private Reply read(Call call) {
    Id sha256 = Id.of("media", call.path("sha256"));
    Instant expiry = urls.verify(call.path("token"), sha256.value());
    String name = call.path("*");
    Media made =
        media
            .find(sha256.value())
            .orElseThrow(() -> FaultException.notFound("media", sha256.value()));
    Media.File file =
        Optional.ofNullable(made.files().get(name))
            .orElseThrow(() -> FaultException.notFound("media", name));
    String tag = "\"" + made.folder().substring(made.folder().lastIndexOf('/') + 1) + "\"";
    Optional<ByteRange> range =
        call.header("Range")
            .filter(text -> call.header("If-Range").map(tag::equals).orElse(true))
            .flatMap(text -> ByteRange.parse(text, file.bytes()));
    ByteRange bytes = range.orElseGet(() -> new ByteRange(0, file.bytes() - 1));
    Reply reply = reply(call, made.key(name), file, bytes, range.isPresent() ? 206 : 200);
    if (range.isPresent()) {
      reply =
          reply.header(
              "Content-Range",
              "bytes %d-%d/%d".formatted(bytes.first(), bytes.last(), file.bytes()));
    }
    long keep = Duration.between(Instant.now(), expiry).toSeconds();
    return reply
        .header("ETag", tag)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "public, max-age=%d, immutable".formatted(Math.max(0, keep)));
  }

  private Reply reply(Call call, String key, Media.File file, ByteRange range, int status) {
    if (call.head()) {
      return Reply.streamed(status, file.type(), range.length(), sink -> {});
    }
    sent.increment((double) range.length());
    if (range.length() > SEND_AT_ONCE) {
      return Reply.streamed(
          status, file.type(), range.length(), sink -> blocks.feed(key, file.bytes(), range, sink));
    }
    return Reply.whole(status, file.type(), blocks.read(key, file.bytes(), range));
  }
}

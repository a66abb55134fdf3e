package org.keqiao.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Reply;

/** Answers with the bytes of a file, whole or one range of them. */
public final class FileBytes {

  private static final int SEND_AT_ONCE = 1 << 20;

  private final MediaBlocks blocks;
  private final Counter sent;

  /** Takes the bytes out of these blocks, and counts them. */
  public FileBytes(MediaBlocks blocks, MeterRegistry metrics) {
    this.blocks = blocks;
    this.sent =
        Counter.builder("keqiao.media.viewer.bytes")
            .description("media bytes sent to viewers")
            .register(metrics);
  }

  /**
   * A file that somebody wants.
   *
   * @param key where it lies in the bucket
   * @param bytes its length
   * @param type media type
   * @param mark the same as long as its bytes are the same
   */
  record Wanted(String key, long bytes, String type, String mark) {}

  /** The answer to a call that was found to be in order until {@code expiry}. */
  Reply reply(Call call, Wanted file, Instant expiry) {
    String tag = "\"" + file.mark() + "\"";
    Optional<ByteRange> range =
        call.header("Range")
            .filter(text -> call.header("If-Range").map(tag::equals).orElse(true))
            .flatMap(text -> ByteRange.parse(text, file.bytes()));
    ByteRange bytes = range.orElseGet(() -> new ByteRange(0, file.bytes() - 1));
    Reply reply = reply(call, file, bytes, range.isPresent() ? 206 : 200);
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

  private Reply reply(Call call, Wanted file, ByteRange range, int status) {
    if (call.head()) {
      return Reply.streamed(status, file.type(), range.length(), sink -> {});
    }
    sent.increment((double) range.length());
    if (range.length() > SEND_AT_ONCE) {
      return Reply.streamed(
          status,
          file.type(),
          range.length(),
          sink -> blocks.feed(file.key(), file.bytes(), range, sink));
    }
    return Reply.whole(status, file.type(), blocks.read(file.key(), file.bytes(), range));
  }
}

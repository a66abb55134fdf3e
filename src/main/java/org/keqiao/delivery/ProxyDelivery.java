package org.keqiao.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Reply;
import org.keqiao.store.Waiting;

/** Through this server, which keeps what is hot: whole files and single ranges (RFC 9110 §14). */
final class ProxyDelivery implements Delivery {

  /** Up to so many bytes are one piece. */
  private static final int SEND_AT_ONCE = 1 << 20;

  private final MediaBlocks blocks;
  private final SchoolEgress egress;
  private final Counter sent;

  ProxyDelivery(MediaBlocks blocks, SchoolEgress egress, MeterRegistry metrics) {
    this.blocks = blocks;
    this.egress = egress;
    this.sent =
        Counter.builder("keqiao.media.viewer.bytes")
            .description("media bytes sent to viewers")
            .register(metrics);
  }

  @Override
  public Reply answer(Call call, MediaFile file) {
    Optional<ByteRange> range =
        call.header("Range")
            .filter(text -> call.header("If-Range").map(file.tag()::equals).orElse(true))
            .flatMap(text -> ByteRange.parse(text, file.bytes()));
    ByteRange bytes = range.orElseGet(() -> new ByteRange(0, file.bytes() - 1));
    Reply reply = reply(call, file, bytes, range.isPresent() ? 206 : 200);
    if (range.isPresent()) {
      reply =
          reply.header(
              "Content-Range",
              "bytes %d-%d/%d".formatted(bytes.first(), bytes.last(), file.bytes()));
    }
    return reply
        .header("ETag", file.tag())
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", file.cacheControl());
  }

  private Reply reply(Call call, MediaFile file, ByteRange range, int status) {
    if (call.head()) {
      return Reply.streamed(status, file.type(), range.length(), sink -> {});
    }
    Optional<Pacing> pace = egress.of(file.grant().school());
    if (pace.isPresent() || !isAtHand(file, range)) {
      Waiting.begin();
    }
    sent.increment((double) range.length());
    if (pace.isPresent() && !pace.get().passes(range.length())) {
      return Reply.streamed(
          status,
          file.type(),
          range.length(),
          pace.get().slow(blocks.source(file.key(), file.bytes(), range)));
    }
    if (range.length() > SEND_AT_ONCE) {
      return Reply.streamed(
          status, file.type(), range.length(), blocks.source(file.key(), file.bytes(), range));
    }
    return Reply.whole(status, file.type(), blocks.read(file.key(), file.bytes(), range));
  }

  /** Whether a range can be sent at once. */
  private boolean isAtHand(MediaFile file, ByteRange range) {
    return range.length() <= SEND_AT_ONCE && blocks.isInMemory(file.key(), file.bytes(), range);
  }
}

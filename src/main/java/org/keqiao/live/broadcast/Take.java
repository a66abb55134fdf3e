package org.keqiao.live.broadcast;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.keqiao.live.fragment.Packet;
import org.keqiao.live.fragment.Piece;
import org.keqiao.live.fragment.Window;
import org.keqiao.media.Encoder;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/** One run of the encoder: what it makes goes out to all servers, and into the bucket. */
final class Take implements AutoCloseable {

  private final Vertx vertx;
  private final Id session;
  private final SourceKind kind;
  private final long number;
  private final Recorder recorder;
  private final Map<Rung, Integer> counts = new ConcurrentHashMap<>();
  private final Map<Rung, Window> windows = new ConcurrentHashMap<>();
  private final List<MessageConsumer<String>> answering = new ArrayList<>();
  private final Encoding encoding;

  /** What it takes to encode on this server. */
  record Workshop(Vertx vertx, Bucket bucket, Encoder encoder, BroadcastSettings settings) {}

  /**
   * Starts.
   *
   * @param number of the take: when it began, in milliseconds since 1970
   * @throws IOException when the encoder does not start
   */
  Take(Workshop workshop, Id session, Id broadcast, SourceKind kind, long number)
      throws IOException {
    this.vertx = workshop.vertx();
    this.session = session;
    this.kind = kind;
    this.number = number;
    for (Rung rung : kind.rungs()) {
      Window window = new Window();
      windows.put(rung, window);
      for (Rung served : kind.servedBy(rung)) {
        answering.add(
            vertx
                .eventBus()
                .consumer(
                    Relay.window(session, served),
                    message -> message.reply(Window.pack(window.everything()))));
      }
    }
    this.recorder = new Recorder(workshop.bucket(), broadcast, number);
    try {
      this.encoding = Encoding.start(workshop.encoder(), kind, workshop.settings(), this::made);
    } catch (IOException failed) {
      answering.forEach(MessageConsumer::unregister);
      recorder.close();
      throw failed;
    }
  }

  private void made(Rung rung, Piece piece) {
    Packet packet = new Packet(number, counts.merge(rung, 1, Integer::sum) - 1, piece);
    var _ = Objects.requireNonNull(windows.get(rung)).add(packet);
    Buffer encoded = packet.encoded();
    for (Rung served : kind.servedBy(rung)) {
      vertx.eventBus().publish(Relay.address(session, served), encoded);
    }
    if (rung == kind.best()) {
      recorder.take(packet);
    }
  }

  /**
   * Encodes bytes of the source.
   *
   * @throws IOException when the encoder has given up
   */
  void write(Buffer bytes) throws IOException {
    encoding.write(bytes);
  }

  /** Why the encoder has given up, for the operator. */
  String complaint() {
    return encoding.lastComplaint();
  }

  /** Encodes what is left, stores it, and says that it is over. */
  @Override
  public void close() {
    encoding.close();
    recorder.close();
    answering.forEach(MessageConsumer::unregister);
    for (Rung rung : Rung.values()) {
      vertx.eventBus().publish(Relay.address(session, rung), Buffer.buffer());
    }
  }
}

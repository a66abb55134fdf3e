package org.keqiao.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * Answers that say no more than one record does, and so are the same for everybody until it
 * changes: written and compressed once a version, and kept under a budget of bytes.
 */
public final class KeptReplies<T> {

  private static final long BUDGET = 16 << 20;

  private final Function<Entry<T>, Object> view;
  private final Cache<Id, Kept> kept =
      Caffeine.newBuilder()
          .maximumWeight(BUDGET)
          .weigher((Id id, Kept answer) -> answer.weight())
          .executor(Runnable::run)
          .build();

  private record Kept(long version, int weight, Reply reply) {}

  /**
   * @param view what is shown of a record; the same whenever its version is the same
   */
  public KeptReplies(Function<Entry<T>, Object> view) {
    this.view = view;
  }

  /** 200 with the view of a record as JSON, and its version as the entity tag. */
  public Reply of(Entry<T> entry) {
    Kept known = kept.getIfPresent(entry.id());
    if (known == null || known.version() != entry.version()) {
      known = make(entry);
      kept.put(entry.id(), known);
    }
    return known.reply();
  }

  private Kept make(Entry<T> entry) {
    byte[] plain = Json.bytes(view.apply(entry));
    byte[] gzip = gzip(plain);
    Reply reply = Reply.coded("application/json", Buffer.buffer(plain), Buffer.buffer(gzip));
    return new Kept(entry.version(), plain.length + gzip.length, reply.version(entry.version()));
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}

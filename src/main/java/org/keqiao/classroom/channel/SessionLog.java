package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.keqiao.classroom.event.Happened;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/**
 * What happened in sessions, kept in the bucket: {@code sessions/<id>/<number>.ndjson}. Each object
 * is a batch; its first line says who wrote it. An object is created on condition that nobody else
 * has created the same number, so that whoever writes has read everything before: the log itself
 * decides which server puts things in order, and nothing that is in it is ever void. Methods block.
 */
public final class SessionLog {

  private static final String TYPE = "application/x-ndjson";
  private static final int READ_AT_ONCE = 32;
  private static final int DIGITS = 10;

  private final Bucket bucket;

  /** Over the bucket. */
  public SessionLog(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * One object.
   *
   * @param number 1 for the first
   * @param server that wrote it
   */
  public record Batch(long number, String server, List<Happened> entries) {}

  private record Header(String server) {}

  private static String folder(Id session) {
    return "sessions/" + session.value() + "/";
  }

  private static String key(Id session, long number) {
    return "%s%010d.ndjson".formatted(folder(session), number);
  }

  /** Objects after a number, in order. */
  public Stream<Batch> after(Id session, long number) {
    return bucket
        .keys(folder(session), number > 0 ? key(session, number) : "")
        .flatMap(key -> numberOf(session, key).stream())
        .gather(Gatherers.mapConcurrent(READ_AT_ONCE, each -> read(session, each)))
        .flatMap(Optional::stream);
  }

  private static Optional<Long> numberOf(Id session, String key) {
    String name = key.substring(folder(session).length());
    return name.length() == DIGITS + ".ndjson".length() && name.endsWith(".ndjson")
        ? Optional.of(Long.parseLong(name.substring(0, DIGITS)))
        : Optional.empty();
  }

  /** The newest object. */
  Optional<Batch> last(Id session) {
    return bucket
        .keys(folder(session), "")
        .flatMap(key -> numberOf(session, key).stream())
        .reduce((earlier, later) -> later)
        .flatMap(number -> read(session, number));
  }

  /** One object. */
  Optional<Batch> read(Id session, long number) {
    return bucket.read(key(session, number)).map(bytes -> parse(number, bytes));
  }

  private static Batch parse(long number, byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    try {
      List<Happened> entries = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        entries.add(Json.STORED.readValue(line, Happened.class));
      }
      JsonNode header = Json.STORED.readTree(lines.getFirst());
      return new Batch(number, header.path("server").asText(), List.copyOf(entries));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  /**
   * Adds an object.
   *
   * @return false when another writer has added this number
   */
  boolean append(Id session, Batch batch) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    object.writeBytes(Json.bytes(new Header(batch.server())));
    object.write('\n');
    for (Happened entry : batch.entries()) {
      object.writeBytes(Json.bytes(entry));
      object.write('\n');
    }
    return bucket.create(key(session, batch.number()), object.toByteArray(), TYPE)
        || isOurs(session, batch);
  }

  /** A writer whose answer was lost finds its own object. */
  private boolean isOurs(Id session, Batch batch) {
    return read(session, batch.number()).filter(batch::equals).isPresent();
  }
}

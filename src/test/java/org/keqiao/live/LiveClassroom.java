package org.keqiao.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.media.Encoder;
import org.keqiao.media.EncoderLocator;
import org.keqiao.media.MediaProcess;
import org.keqiao.store.Json;

/** Sessions, a teacher's camera and a room's screen for tests of live picture and sound. */
public final class LiveClassroom {

  /** The school of the demo teacher. */
  public static final String SCHOOL = "maying-liuwan-primary";

  private static final int PIECE_MILLIS = 200;

  private LiveClassroom() {}

  /** Puts a session that the demo teacher leads into the bucket of a data folder. */
  public static void plant(Path data, String id, boolean open) {
    try {
      Path record =
          data.resolve(
              Path.of("bucket", "keqiao", "records", "live-session", id, "0000000001.json"));
      Files.createDirectories(record.getParent());
      String now = Instant.now().toString();
      Map<String, Object> session =
          Map.of(
              "id",
              id,
              "title",
              "分数的初步认识",
              "teacher",
              "a-"
                  + org.apache.commons.codec.digest.DigestUtils.sha256Hex("teacher")
                      .substring(0, 20),
              "lead",
              SCHOOL,
              "rooms",
              List.of("jichuan-shipo-primary"),
              "subject",
              "math",
              "grade",
              "g3",
              "open",
              open);
      Files.write(
          record,
          Json.bytes(
              Map.of(
                  "id",
                  id,
                  "version",
                  1,
                  "createdAt",
                  now,
                  "at",
                  now,
                  "by",
                  "test",
                  "value",
                  session)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The encoder that comes with the program. */
  public static Encoder encoder() {
    try {
      return new EncoderLocator(Optional.empty(), "", Path.of("target", "encoder"))
          .locate()
          .orElseThrow();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  /** What a browser's recorder would send of some seconds. */
  public static byte[] webm(int seconds, boolean picture) {
    return film(
        "source-%d-%s.webm".formatted(seconds, picture),
        picture
            ? "-f lavfi -i testsrc2=size=640x360:rate=15 -f lavfi -i sine=440 -t %d -c:v libvpx -deadline realtime -cpu-used 8 -b:v 400k -g 15 -c:a libopus -cluster_time_limit 200"
                .formatted(seconds)
            : "-f lavfi -i sine=440 -t %d -c:a libopus -cluster_time_limit 200".formatted(seconds));
  }

  private static synchronized byte[] film(String name, String arguments) {
    try {
      Path folder = Files.createDirectories(Path.of("target", "live"));
      Path film = folder.resolve(name);
      if (!Files.exists(film)) {
        List<String> command = new ArrayList<>(List.of(encoder().ffmpeg().toString(), "-y"));
        command.addAll(List.of("-v", "error"));
        command.addAll(Arrays.asList(arguments.split(" ")));
        command.add(name);
        MediaProcess.Finished made =
            new MediaProcess(encoder().environment(), folder, java.time.Duration.ofMinutes(3))
                .run(command);
        if (!made.succeeded()) {
          throw new IllegalStateException(made.errors());
        }
      }
      return Files.readAllBytes(film);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  /** Sends a film as fast as it plays, piece by piece. */
  public static void play(ChannelClient source, byte[] film, int seconds) {
    int pieces = seconds * 1000 / PIECE_MILLIS;
    int length = film.length / pieces + 1;
    for (int at = 0; at < film.length; at += length) {
      source.send(Arrays.copyOfRange(film, at, Math.min(film.length, at + length)));
      try {
        TimeUnit.MILLISECONDS.sleep(PIECE_MILLIS);
      } catch (InterruptedException stopping) {
        throw new IllegalStateException(stopping);
      }
    }
  }

  /** What ffprobe says of a stream: its codecs, and how many pictures of it can be decoded. */
  public static String probe(byte[] stream) {
    try {
      Path folder = Files.createTempDirectory("watched");
      Path file = folder.resolve("watched.mp4");
      Files.write(file, stream);
      List<String> command =
          List.of(
              encoder().ffprobe().toString(),
              "-v",
              "error",
              "-count_frames",
              "-show_entries",
              "stream=codec_name,nb_read_frames",
              "-of",
              "compact",
              file.toAbsolutePath().toString());
      MediaProcess.Finished said =
          new MediaProcess(encoder().environment(), folder, java.time.Duration.ofMinutes(1))
              .run(command);
      Files.delete(file);
      Files.delete(folder);
      return said.output() + said.errors();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  /** Pieces one after the other. */
  public static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    pieces.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Opens a source. */
  public static ChannelClient source(URI server, Api teacher, String session, String query) {
    return ChannelClient.open(
        server, "/api/v1/sessions/" + session + "/live/source" + query, teacher.token());
  }

  /** Watches. */
  public static ChannelClient watch(URI server, Api who, String session, String way) {
    return ChannelClient.open(
        server, "/api/v1/sessions/" + session + "/live/watch?way=" + way, who.token());
  }
}

package org.keqiao.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.keqiao.bench.Load.Part;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/**
 * A published lesson whose film can be played.
 *
 * @param lesson id of the lesson
 * @param rendition the largest file of the film
 * @param bytes its length
 * @param segments its segments, as its playlist names them
 */
record Film(String lesson, URI rendition, long bytes, List<Part> segments) {

  private static final Pattern SEGMENT = Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)");

  /** Makes, uploads and publishes it, the way that every lesson goes. */
  static Film publish(Server server, int seconds) throws Exception {
    Api api = Api.at(server.address()).signIn("curator", "keqiao-demo");
    Answer published = new Curator(api).published("看雪花", Films.noise(seconds));
    if (published.status() != 200) {
      throw new IOException("the film was not published: " + published.body());
    }
    Answer play = api.get("/api/v1/lessons/%s/play".formatted(published.id()));
    String hls = play.body().path("hls").asText();
    URI folder = server.address().resolve(hls.substring(0, hls.lastIndexOf('/') + 1));
    String playlist =
        new String(api.get(folder.getPath() + "480p.m3u8").bytes(), StandardCharsets.UTF_8);
    List<Part> segments = new ArrayList<>();
    Matcher segment = SEGMENT.matcher(playlist);
    while (segment.find()) {
      segments.add(new Part(Long.parseLong(segment.group(2)), Long.parseLong(segment.group(1))));
    }
    Part last = segments.getLast();
    return new Film(
        published.id(), folder.resolve("480p.mp4"), last.first() + last.length(), segments);
  }

  /** The same film where another start of the program serves it. */
  Film at(Server server) {
    return new Film(lesson, server.address().resolve(rendition.getPath()), bytes, segments);
  }

  /** Ranges of equal length over the whole rendition; they do not begin where blocks begin. */
  List<Part> ranges(int length) {
    return LongStream.iterate(
            length / 3L, first -> first + length <= bytes, first -> first + length)
        .mapToObj(first -> new Part(first, length))
        .toList();
  }

  /** Copies the rendition to a file. */
  void copy(Server server, Path file) throws IOException {
    Answer whole = Api.at(server.address()).get(rendition.getPath());
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, whole.bytes());
  }
}

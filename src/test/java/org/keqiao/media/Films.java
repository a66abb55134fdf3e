package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Small real films for tests of other packages. */
public final class Films {

  private static final int SLIDE_SECONDS = 8;

  private Films() {}

  /** Picture and sound of so many seconds, 640 by 360. */
  public static byte[] lesson(double seconds) throws Exception {
    return made((fixtures, name) -> fixtures.lesson(name, "640x360", 25, seconds));
  }

  /** Picture and sound of so many seconds, 360 by 640, as a phone held upright takes it. */
  public static byte[] upright(double seconds) throws Exception {
    return made((fixtures, name) -> fixtures.lesson(name, "360x640", 25, seconds));
  }

  /**
   * A film of so many seconds whose second half did not come; its beginning says that it should.
   */
  public static byte[] cutOff(double seconds) throws Exception {
    byte[] whole =
        made(
            (fixtures, name) ->
                fixtures.make(
                    name,
                    Fixtures.picture("640x360", 25, seconds),
                    Fixtures.tone(seconds),
                    "-c:v libx264 -c:a aac -shortest -movflags +faststart"));
    return Arrays.copyOf(whole, whole.length / 2);
  }

  /** Picture and sound of so many seconds, of a size such as {@code 1280x720}. */
  public static byte[] lesson(String size, double seconds) throws Exception {
    return made((fixtures, name) -> fixtures.lesson(name, size, 25, seconds));
  }

  /**
   * A demo lesson of the seeds, played over again for so many seconds: its slides and its speech.
   */
  public static byte[] demo(String name, int seconds) throws Exception {
    Path folder = Files.createTempDirectory("films");
    try {
      Path seed = Path.of("seeds", "media", name).toAbsolutePath();
      Fixtures fixtures = Fixtures.in(folder);
      Path speech =
          fixtures.make(
              "speech.opus",
              "-stream_loop -1",
              "-i " + seed.resolve("narration.opus"),
              "-c:a copy",
              "-t " + seconds);
      try (Stream<Path> pictures = Files.list(seed)) {
        List<Path> once =
            pictures.filter(file -> file.toString().endsWith(".png")).sorted().toList();
        List<SlideFilm.Slide> slides = new ArrayList<>();
        for (int at = 0; at < seconds; at += SLIDE_SECONDS) {
          slides.add(new SlideFilm.Slide(once.get(slides.size() % once.size()), SLIDE_SECONDS));
        }
        new SlideFilm(fixtures.encoder()).make(slides, speech, folder.resolve("film.mp4"));
      }
      return Files.readAllBytes(folder.resolve("film.mp4"));
    } finally {
      Files.deleteIfExists(folder.resolve("speech.opus"));
      delete(folder);
    }
  }

  /** A picture that no encoder makes small, and sound, of so many seconds, 854 by 480. */
  public static byte[] noise(double seconds) throws Exception {
    return made(
        (fixtures, name) ->
            fixtures.make(
                name,
                Fixtures.picture("854x480", 5, seconds) + ",noise=alls=60:allf=t",
                Fixtures.tone(seconds),
                "-c:v libx264 -b:v 1500k -c:a aac -shortest"));
  }

  /** Sound without a picture, in a file that is named like a film. */
  public static byte[] soundOnly() throws Exception {
    return made((fixtures, name) -> fixtures.make(name, Fixtures.tone(2), "-c:a aac"));
  }

  private interface Maker {
    Path make(Fixtures fixtures, String name) throws Exception;
  }

  private static byte[] made(Maker maker) throws Exception {
    Path folder = Files.createTempDirectory("films");
    try {
      return Files.readAllBytes(maker.make(Fixtures.in(folder), "film.mp4"));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("film.mp4"));
    Files.deleteIfExists(folder);
  }
}

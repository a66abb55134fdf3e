package org.keqiao.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Small real films for tests of other packages. */
public final class Films {

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

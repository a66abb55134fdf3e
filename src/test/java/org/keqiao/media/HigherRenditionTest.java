package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renditions that are added to a film one by one, after it became playable. */
class HigherRenditionTest {

  private static final String PICTURE = Fixtures.picture("1280x720", 25, 18);

  /** As recorders write: key pictures every two seconds, none stored out of order. */
  private static final String RECORDER = "-c:v libx264 -g 50 -keyint_min 50 -sc_threshold 0 -bf 0";

  @TempDir Path folder;
  private Fixtures fixtures;
  private Path output;

  @BeforeEach
  void start() throws Exception {
    fixtures = Fixtures.in(folder);
    output = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void later_largeSource_isNamedByShorterSide() throws Exception {
    Path upright = fixtures.make("a.mp4", Fixtures.picture("1080x1920", 25, 1), "-c:v libx264");

    assertEquals(
        List.of(new Transcode.Later(720, "720p"), new Transcode.Later(1080, "1080p")),
        Transcode.later(fixtures.prober().probe(upright)));
  }

  @Test
  void later_notThatLarge_isNothing() throws Exception {
    assertEquals(Optional.empty(), make(fixtures.lesson("a.mp4", "640x360", 25, 1)));
  }

  @Test
  void later_encoded_hasSegmentsWhereTheLowerOnesHaveThem_andSeeksFiner() throws Exception {
    Path source = fixtures.make("a.mp4", PICTURE, "-c:v libx264");
    Rendition made = make(source).orElseThrow();

    assertEquals("720p", made.name());
    assertEquals(List.of(8, 8, 2), seconds());
    assertEquals(List.of("0.000000", "4.000000", "8.000000", "12.000000", "16.000000"), keys());
    assertEquals(Optional.of("720p-keys.m3u8"), made.keyframesFile());
  }

  @Test
  void later_sourceThatFits_isCopied() throws Exception {
    Path source =
        fixtures.make("a.mp4", PICTURE, RECORDER, "-b:v 1200k -maxrate 1500k -bufsize 1500k");
    Rendition made = make(source).orElseThrow();

    assertEquals(List.of(8, 8, 2), seconds());
    assertEquals("0.000000", ask("720p.mp4", "stream=start_time"));
    assertEquals(hash(source), hash(output.resolve("720p.mp4")));
    assertTrue(made.bandwidth() <= 2_000_000, made.toString());
  }

  @Test
  void later_sourceHeavierThanTheRung_isEncoded() throws Exception {
    assertEncoded(RECORDER + " -b:v 6000k -minrate 6000k -maxrate 6000k -bufsize 3000k");
  }

  @Test
  void later_sourceWithKeyPicturesElsewhere_isEncoded() throws Exception {
    assertEncoded("-c:v libx264 -g 60 -keyint_min 60 -sc_threshold 0 -bf 0 -b:v 1200k");
  }

  @Test
  void later_sourceWithPicturesOutOfOrder_isEncoded() throws Exception {
    assertEncoded(
        "-c:v libx264 -g 50 -keyint_min 50 -sc_threshold 0 -x264-params bframes=2 -b:v 1200k");
  }

  private void assertEncoded(String coding) throws Exception {
    Path source = fixtures.make("a.mp4", PICTURE, coding);
    make(source);

    assertEquals(List.of(8, 8, 2), seconds());
    assertNotEquals(hash(source), hash(output.resolve("720p.mp4")));
  }

  private Optional<Rendition> make(Path source) throws Exception {
    return new Transcode(fixtures.encoder(), 2)
        .later(source, fixtures.prober().probe(source), 720, output, percent -> {});
  }

  private List<Integer> seconds() throws Exception {
    return MediaPlaylist.parse(Files.readString(output.resolve("720p.m3u8"))).segments().stream()
        .map(segment -> (int) segment.duration().toSeconds())
        .toList();
  }

  private List<String> keys() throws Exception {
    return ask("720p.mp4", "packet=pts_time,flags")
        .lines()
        .filter(line -> line.contains("K"))
        .map(line -> line.split(",", -1)[0])
        .toList();
  }

  private String ask(String file, String entries) throws Exception {
    return fixtures.ask(output.resolve(file), "-of csv=p=0 -show_entries " + entries);
  }

  /** Of every coded picture by itself, whatever file it lies in. */
  private String hash(Path file) throws Exception {
    return fixtures.ask(
        file,
        "-of csv=p=0 -select_streams v -show_data_hash CRC32 -show_entries packet=data_hash,size");
  }
}

package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lesson as stills with lean sound. */
class LiteLessonTest {

  private static final String SLIDE = "-f lavfi -i color=%s:size=1280x720:rate=25:duration=%d";

  @TempDir Path folder;
  private Fixtures fixtures;
  private Path output;

  @BeforeEach
  void start() throws Exception {
    fixtures = Fixtures.in(folder);
    output = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void slides_eachShownOnce_becomeOneStillEach() throws Exception {
    LiteLesson lite = lite(slides());

    assertEquals(List.of(0L, 6L, 11L, 18L), seconds(lite));
    for (LiteLesson.Still still : lite.stills()) {
      assertEquals("960,540", size(still.file()));
      assertEquals(still.bytes(), Files.size(output.resolve(still.file())));
    }
  }

  @Test
  void timeline_namesEachStillWithItsTime() throws Exception {
    LiteLesson lite = lite(slides());

    JsonNode timeline = new ObjectMapper().readTree(output.resolve("lite.json").toFile());
    assertEquals(24, timeline.path("durationSeconds").asInt());
    assertEquals(4, timeline.path("stills").size());
    assertEquals(11, timeline.at("/stills/2/at").asInt());
    assertEquals(lite.stills().get(2).file(), timeline.at("/stills/2/image").asText());
  }

  @Test
  void slidesAsFilm_lastAsLongAsTheLesson_withKeyPicturesFarApart() throws Exception {
    lite(slides());

    MediaPlaylist playlist = MediaPlaylist.parse(Files.readString(output.resolve("stills.m3u8")));
    assertEquals(24, playlist.duration().toSeconds());
    assertEquals(
        List.of(20L, 4L),
        playlist.segments().stream().map(segment -> segment.duration().toSeconds()).toList());
  }

  @Test
  void movingPicture_staysWithinTheBudget() throws Exception {
    Path noise =
        fixtures.make(
            "a.mp4",
            Fixtures.picture("640x360", 10, 150) + ",noise=alls=12:allf=t",
            "-c:v libx264");

    LiteLesson lite = lite(noise);

    assertTrue(lite.bytes() <= 150 * 1650, () -> lite.bytes() + " bytes");
    assertTrue(lite.stills().size() > 1, lite.toString());
    assertFalse(Files.exists(output.resolve("candidate-00001.webp")));
  }

  @Test
  void writingOnABoard_isSeenNowAndThen() throws Exception {
    Path board =
        fixtures.make(
            "a.mp4",
            "-f lavfi -i color=white:size=1280x720:rate=10:duration=64",
            "-f lavfi -i color=black:size=1280x40:rate=10:duration=64",
            "-filter_complex [0][1]overlay=x=t*12-1280:y=100[v] -map [v] -c:v libx264");

    List<Long> seconds = seconds(lite(board));

    assertTrue(seconds.size() >= 4, seconds.toString());
  }

  @Test
  void keep_tooManyCandidates_keepsThoseThatChangeMost() throws Exception {
    List<StillCandidates.Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Path file = Files.write(folder.resolve("c" + i), new byte[60_000]);
      candidates.add(
          new StillCandidates.Candidate(Duration.ofSeconds(i), file, i == 7 ? 0.9 : 0.1));
    }

    LiteLesson lite =
        LiteLesson.keep(
            new StillCandidates(2, 2, Duration.ofSeconds(1)), candidates, Duration.ofSeconds(10));

    assertEquals(3, lite.stills().size());
    assertEquals(List.of(0L, 7L, 8L), seconds(lite));
  }

  private Path slides() throws Exception {
    return fixtures.make(
        "a.mp4",
        SLIDE.formatted("red", 6),
        SLIDE.formatted("yellow", 5),
        SLIDE.formatted("blue", 7),
        SLIDE.formatted("white", 6),
        Fixtures.tone(24),
        "-filter_complex [0][1][2][3]concat=n=4[v] -map [v] -map 4 -c:v libx264 -c:a aac");
  }

  private LiteLesson lite(Path source) throws Exception {
    return new Transcode(fixtures.encoder(), 2)
        .first(source, fixtures.prober().probe(source), output, percent -> {})
        .lite()
        .orElseThrow();
  }

  private static List<Long> seconds(LiteLesson lite) {
    return lite.stills().stream().map(still -> still.at().toSeconds()).toList();
  }

  private String size(String file) throws Exception {
    return fixtures.ask(output.resolve(file), "-of csv=p=0 -show_entries stream=width,height");
  }
}

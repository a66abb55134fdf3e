package org.keqiao.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscodeTest {

  @TempDir Path folder;
  private Fixtures fixtures;
  private Path output;
  private final List<Integer> progress = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    fixtures = Fixtures.in(folder);
    output = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void run_lesson_makesEverything() throws Exception {
    Renditions made = run(fixtures.lesson("a.mp4", "960x540", 30, 18));

    assertEquals(
        List.of("144p", "240p", "480p", "stills", "o20", "a32", "a48", "a64"),
        made.list().stream().map(it -> it.name()).toList());
    assertFilesArePublished(made);
    for (Rendition rendition : made.list()) {
      assertEquals(rendition.bytes(), Files.size(output.resolve(rendition.mediaFile())));
    }
    for (Rendition rendition : made.video()) {
      assertEquals("0.000000", ask(rendition, "stream=start_time"));
    }
    assertAligned("144p.mp4", "240p.mp4", "480p.mp4");
    assertRisesToHundred();
    assertEquals(
        fixtures.ask(output.resolve("480p.mp4"), "-of csv=p=0 -show_entries stream=profile,level"),
        profileAndLevel(made.video().getLast().codecs()));
    assertEquals("854,480", ask(made.video().getLast(), "stream=width,height"));
    assertEquals("640,360", size(Renditions.POSTER));
    assertEquals("480,90", size(Renditions.SPRITE));
  }

  @Test
  void run_playlists_areReadByOthers() throws Exception {
    Renditions made = run(fixtures.lesson("a.mp4", "320x240", 25, 3));
    write("video.m3u8", MultivariantPlaylist.video(made, List.of()));
    write("slides.m3u8", MultivariantPlaylist.slides(made, List.of()));
    write("audio.m3u8", MultivariantPlaylist.audio(made));

    String formats = "-of csv=p=0 -show_entries stream=codec_name";
    assertTrue(fixtures.ask(output.resolve("video.m3u8"), formats).contains("h264"));
    assertTrue(fixtures.ask(output.resolve("slides.m3u8"), formats).contains("h264"));
    assertTrue(fixtures.ask(output.resolve("audio.m3u8"), formats).contains("aac"));
    assertTrue(fixtures.ask(output.resolve("o20.m3u8"), formats).contains("opus"));
    assertTrue(fixtures.ask(output.resolve("240p-keys.m3u8"), formats).contains("h264"));
  }

  @Test
  void run_silentSource_makesPictureOnly() throws Exception {
    Renditions made =
        run(fixtures.make("a.mp4", Fixtures.picture("320x240", 25, 3), "-c:v libx264"));

    assertEquals(
        List.of("144p", "240p", "stills"), made.list().stream().map(Rendition::name).toList());
    assertFilesArePublished(made);
  }

  @Test
  void run_oneSecond_makesEverything() throws Exception {
    Renditions made = run(fixtures.lesson("a.mp4", "160x90", 25, 1));

    assertFilesArePublished(made);
    assertEquals("160,90", size(Renditions.SPRITE));
    assertEquals(1, Files.readString(output.resolve("sprite.vtt")).split("-->", -1).length - 1);
  }

  @Test
  void run_onePicture_makesEverything() throws Exception {
    Path one =
        fixtures.make("a.mp4", Fixtures.picture("160x90", 25, 1), "-frames:v 1 -c:v libx264");

    assertFilesArePublished(run(one));
  }

  @Test
  void run_turnedByMetadata_comesUpright() throws Exception {
    fixtures.lesson("flat.mp4", "640x360", 25, 2);
    Path turned = fixtures.make("turned.mp4", "-display_rotation 90 -i flat.mp4", "-c copy");

    Renditions made = run(turned);

    assertEquals("360,640", ask(made.video().getLast(), "stream=width,height"));
    assertEquals("1:1", ask(made.video().getLast(), "stream=sample_aspect_ratio"));
    assertEquals("360,640", size(Renditions.POSTER));
  }

  @Test
  void run_sixChannelsInOldContainer_becomeTwoAndOne() throws Exception {
    Path film =
        fixtures.make(
            "a.mkv",
            Fixtures.picture("320x180", 25, 3),
            "-f lavfi -i anoisesrc=duration=3:amplitude=0.1",
            "-ac 6 -c:v mpeg4 -c:a ac3");

    Renditions made = run(film);

    assertEquals(
        List.of("1", "1", "1", "2"), made.audio().stream().map(it -> channels(it)).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void run_silence_isNoFailure(int seconds) throws Exception {
    Path quiet =
        fixtures.make(
            "a.mp4",
            Fixtures.picture("160x90", 25, seconds),
            "-f lavfi -i anullsrc=duration=" + seconds,
            "-c:v libx264 -c:a aac");

    assertEquals(4, run(quiet).audio().size());
  }

  @Test
  void run_variableRate_keepsItsDuration() throws Exception {
    Path screen =
        fixtures.make(
            "a.mp4",
            Fixtures.picture("320x180", 30, 12),
            Fixtures.tone(12),
            "-vf select='lt(n,60)+eq(n,100)+gt(n,200)*lt(n,210)' -fps_mode vfr",
            "-c:v libx264 -c:a aac");

    Renditions made = run(screen);

    assertEquals("25/1", ask(made.video().getFirst(), "stream=r_frame_rate"));
    assertLasts(12, "180p.m3u8");
  }

  @Test
  void run_tracksOfUnequalLength_becomeEqual() throws Exception {
    Path uneven =
        fixtures.make(
            "a.mp4", Fixtures.picture("160x90", 25, 2), Fixtures.tone(11), "-c:v libx264 -c:a aac");

    run(uneven);

    assertLasts(11, "90p.m3u8");
    assertLasts(11, "a32.m3u8");
  }

  @Test
  void run_soundShorterThanPicture_isFilledUp() throws Exception {
    Path uneven =
        fixtures.make(
            "a.mkv", Fixtures.picture("160x90", 25, 11), Fixtures.tone(2), "-c:v libx264 -c:a aac");

    run(uneven);

    assertLasts(11, "90p.m3u8");
    assertLasts(11, "a64.m3u8");
  }

  @Test
  void run_truncatedSource_isNotTakenForWhole() throws Exception {
    fixtures.lesson("whole.mp4", "320x180", 25, 10);
    Path whole = fixtures.make("fast.mp4", "-i whole.mp4", "-c copy -movflags +faststart");
    byte[] bytes = Files.readAllBytes(whole);
    Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
    assertEquals(10, fixtures.prober().probe(half).duration().toSeconds());

    TranscodeFailed e = assertThrows(TranscodeFailed.class, () -> run(half));

    assertEquals("transcode-incomplete", e.code());
  }

  @Test
  void run_sourceGone_tellsTheEncodersComplaint() throws Exception {
    Path source = fixtures.lesson("a.mp4", "160x90", 25, 1);
    Probe probe = fixtures.prober().probe(source);
    Files.delete(source);

    TranscodeFailed e =
        assertThrows(
            TranscodeFailed.class, () -> transcode().first(source, probe, output, progress::add));

    assertEquals("transcode-failed", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("No such file"), e.getMessage());
  }

  @Test
  void run_interrupted_endsSoon() throws Exception {
    Path source = fixtures.lesson("a.mp4", "640x480", 25, 120);
    Probe probe = fixtures.prober().probe(source);
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
    Thread job =
        Thread.startVirtualThread(
            () -> {
              try {
                transcode().first(source, probe, output, percent -> started.countDown());
              } catch (Exception e) {
                thrown.set(e);
              }
            });
    started.await();
    job.interrupt();

    assertTrue(job.join(Duration.ofSeconds(10)));
    assertTrue(thrown.get() instanceof InterruptedException, () -> "" + thrown.get());
  }

  private Transcode transcode() {
    return new Transcode(fixtures.encoder(), 2);
  }

  private Renditions run(Path source) throws Exception {
    Probe probe = fixtures.prober().probe(source);
    return transcode().first(source, probe, output, progress::add);
  }

  private void write(String playlist, String text) throws Exception {
    Files.writeString(output.resolve(playlist), text);
  }

  private void assertFilesArePublished(Renditions made) throws Exception {
    List<String> named =
        made.files().stream().map(Renditions.PublishedFile::name).sorted().toList();
    try (Stream<Path> files = Files.list(output)) {
      assertEquals(named, files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    for (String name : named) {
      assertTrue(Files.size(output.resolve(name)) > 0, name);
    }
  }

  private void assertRisesToHundred() {
    assertEquals(progress.stream().sorted().distinct().toList(), progress);
    assertEquals(100, progress.getLast());
  }

  /** Key pictures of all rungs are at the same times, eight seconds apart. */
  private void assertAligned(String... files) throws Exception {
    for (String file : files) {
      String packets =
          fixtures.ask(output.resolve(file), "-of csv=p=0 -show_entries packet=pts_time,flags");
      List<String> keys =
          packets.lines().filter(it -> it.contains("K")).map(it -> it.split(",", -1)[0]).toList();
      assertEquals(List.of("0.000000", "8.000000", "16.000000"), keys, file);
    }
  }

  private void assertLasts(int seconds, String playlist) throws Exception {
    Duration duration = MediaPlaylist.parse(Files.readString(output.resolve(playlist))).duration();
    assertEquals(seconds * 1000.0, (double) duration.toMillis(), 300, playlist);
  }

  private String channels(Rendition rendition) {
    try {
      return ask(rendition, "stream=channels");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String ask(Rendition rendition, String entries) throws Exception {
    return fixtures.ask(
        output.resolve(rendition.mediaFile()), "-of csv=p=0 -show_entries " + entries);
  }

  private String size(String file) throws Exception {
    return fixtures.ask(output.resolve(file), "-of csv=p=0 -show_entries stream=width,height");
  }

  /** {@code avc1.64001E} is profile High at level 30, in the words of ffprobe. */
  private static String profileAndLevel(String codecs) {
    String profile = codecs.startsWith("avc1.64") ? "High" : codecs;
    return profile + "," + Integer.parseInt(codecs.substring(codecs.length() - 2), 16);
  }
}

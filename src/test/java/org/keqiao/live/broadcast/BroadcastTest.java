package org.keqiao.live.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.live.LiveClassroom;

/** A teacher sends, rooms watch, and what was sent becomes a lesson. */
class BroadcastTest {

  private static final Path DATA = Path.of("target", "test-data", "live");
  private static final Pattern SEGMENT = Pattern.compile("^\\d+-\\d+\\.m4s$", Pattern.MULTILINE);
  private static final Pattern HEAD = Pattern.compile("URI=\"(head-\\d+\\.mp4)\"");

  private static Keqiao keqiao;
  private static URI server;
  private static Api teacher;
  private static Api room;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Folders.delete(DATA);
    Files.createDirectories(DATA);
    keqiao =
        Keqiao.start(
            RunningKeqiao.settings(
                DATA,
                Map.of(
                    "KEQIAO_DEMO_MEDIA", "false",
                    "KEQIAO_LIVE_BROADCAST_GRACE", "60s",
                    "KEQIAO_LIVE_BROADCAST_MOST", "4")));
    server = URI.create("http://127.0.0.1:" + keqiao.port());
    teacher = Api.at(server).signIn("teacher", "keqiao-demo");
    room = Api.at(server).signIn("admin", "keqiao-demo");
  }

  @AfterAll
  static void stop() {
    keqiao.close();
  }

  private static String address(String session) {
    return "/api/v1/sessions/" + session + "/live";
  }

  private static List<byte[]> watched(ChannelClient watcher, int pieces) {
    List<byte[]> all = new ArrayList<>();
    watcher.awaitBytes(
        piece -> {
          all.add(piece);
          return all.size() >= pieces;
        });
    return all;
  }

  private static boolean isHead(byte[] piece) {
    return new String(piece, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
  }

  @Test
  void lateRoom_getsTheHeadAndAStreamThatPlays() {
    LiveClassroom.plant(DATA, "late-room", true);
    try (ChannelClient source = LiveClassroom.source(server, teacher, "late-room", "");
        ChannelClient early = LiveClassroom.watch(server, room, "late-room", "video")) {
      LiveClassroom.play(source, LiveClassroom.webm(6, true), 6);
      early.await("init");
      try (ChannelClient late = LiveClassroom.watch(server, room, "late-room", "video")) {
        JsonNode init = late.await("init");
        assertThat(init.path("mime").asText()).startsWith("video/mp4; codecs=\"avc1.");
        source.say("{\"type\":\"stop\"}");
        late.await("lost");
        List<byte[]> pieces = watched(late, 2);
        assertThat(isHead(pieces.getFirst())).isTrue();
        assertThat(LiveClassroom.probe(LiveClassroom.join(pieces)))
            .contains("codec_name=h264", "codec_name=aac")
            .doesNotContain("error", "Invalid");
      }
    }
  }

  @Test
  void playlist_ofALiveSession_playsAndNamesSeconds() {
    LiveClassroom.plant(DATA, "by-hls", true);
    try (ChannelClient source = LiveClassroom.source(server, teacher, "by-hls", "")) {
      String playlist = room.get(address("by-hls")).body().at("/hls/lite").asText();
      assertThat(Api.at(server).get(playlist).status()).isEqualTo(200);
      LiveClassroom.play(source, LiveClassroom.webm(6, true), 6);
      Answer text =
          Curator.await(
              () -> Api.at(server).get(playlist),
              answer -> SEGMENT.matcher(new String(answer.bytes(), StandardCharsets.UTF_8)).find());
      String folder = playlist.substring(0, playlist.lastIndexOf('/') + 1);
      String lines = new String(text.bytes(), StandardCharsets.UTF_8);
      Matcher head = HEAD.matcher(lines);
      assertThat(head.find()).isTrue();
      List<byte[]> film = new ArrayList<>();
      film.add(Api.at(server).get(folder + head.group(1)).bytes());
      SEGMENT
          .matcher(lines)
          .results()
          .forEach(segment -> film.add(Api.at(server).get(folder + segment.group()).bytes()));
      assertThat(LiveClassroom.probe(LiveClassroom.join(film)))
          .contains("codec_name=h264", "codec_name=aac")
          .doesNotContain("error", "Invalid");
      assertThat(Api.at(server).get(playlist.replace("/lite/", "/none/")).status()).isEqualTo(404);
      assertThat(Api.at(server).get("/live/AAAA/lite/index.m3u8").status()).isEqualTo(403);
    }
  }

  @Test
  void recording_ofABroadcastWithALostSource_becomesADraftOfBothTakes() {
    LiveClassroom.plant(DATA, "lost-source", true);
    byte[] film = LiveClassroom.webm(6, true);
    ChannelClient lost = LiveClassroom.source(server, teacher, "lost-source", "");
    try (ChannelClient watcher = LiveClassroom.watch(server, room, "lost-source", "audio")) {
      LiveClassroom.play(lost, film, 6);
      watcher.await("init");
      lost.cut();
      watcher.await("lost");
      int heard = watcher.heard();
      try (ChannelClient again = LiveClassroom.source(server, teacher, "lost-source", "")) {
        LiveClassroom.play(again, film, 6);
        watcher.awaitFrom(heard, "init", any -> true);
        again.say("{\"type\":\"stop\"}");
        again.awaitEnd();
      }
    }
    Answer done =
        Curator.await(
            () -> room.get(address("lost-source")),
            answer -> answer.body().path("state").asText().equals("recorded"));
    Answer lesson = room.get("/api/v1/lessons/" + done.body().path("lesson").asText());
    assertThat(lesson.body().path("state").asText()).isEqualTo("draft");
    assertThat(lesson.body().path("title").asText()).startsWith("分数的初步认识");
    Answer upload = room.get("/api/v1/jobs/" + lesson.body().at("/parts/video/job").asText());
    assertThat(upload.status()).isEqualTo(200);
    assertThat(lesson.body().at("/parts/video/bytes").asLong()).isGreaterThan(100_000);
  }

  @Test
  void sourceWithoutPicture_isHeardByRoomsThatWantPictures() {
    LiveClassroom.plant(DATA, "sound-only", true);
    try (ChannelClient source =
            LiveClassroom.source(server, teacher, "sound-only", "?picture=false");
        ChannelClient watcher = LiveClassroom.watch(server, room, "sound-only", "video")) {
      LiveClassroom.play(source, LiveClassroom.webm(4, false), 4);
      assertThat(watcher.await("init").path("mime").asText())
          .isEqualTo("audio/mp4; codecs=\"mp4a.40.2\"");
    }
  }

  @Test
  void source_thatIsNoFilm_isToldSo() {
    LiveClassroom.plant(DATA, "no-film", true);
    try (ChannelClient source = LiveClassroom.source(server, teacher, "no-film", "")) {
      byte[] rubbish = new byte[20_000];
      ChannelClient.End end = null;
      for (int i = 0; i < 400 && end == null; i++) {
        try {
          source.send(rubbish);
        } catch (RuntimeException closed) {
          end = source.awaitEnd();
        }
      }
      assertThat(source.awaitEnd().reason()).isIn("live-source-unreadable", "live-too-fast");
    }
  }

  @Test
  void session_thatIsOverOrLedByAnother_isNotSentTo() {
    LiveClassroom.plant(DATA, "over", false);
    LiveClassroom.plant(DATA, "not-mine", true);
    String source = "/live/source";
    assertThat(ChannelClient.refusal(server, "/api/v1/sessions/over" + source, teacher.token()))
        .isEqualTo(409);
    assertThat(ChannelClient.refusal(server, "/api/v1/sessions/not-mine" + source, room.token()))
        .isEqualTo(403);
    assertThat(ChannelClient.refusal(server, "/api/v1/sessions/no-such" + source, teacher.token()))
        .isEqualTo(404);
    assertThat(room.get(address("not-mine")).body().path("state").asText()).isEqualTo("off");
  }
}

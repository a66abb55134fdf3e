package org.keqiao.live.fragment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.live.LiveClassroom;
import org.keqiao.media.Encoder;
import org.keqiao.media.MediaProcess;

/** What ffmpeg writes is taken apart the same way, whatever pieces it arrives in. */
class SplitterTest {

  private static Buffer film = Buffer.buffer();
  private static Buffer sound = Buffer.buffer();

  @BeforeAll
  @BeforeContainer
  static void encode() throws Exception {
    film =
        encode(
            "film.mp4",
            "-f lavfi -i testsrc2=size=320x180:rate=15 -f lavfi -i sine=440 -t 5 -c:v libx264 -tune zerolatency -bf 0 -g 15 -sc_threshold 0 -c:a aac");
    sound = encode("sound.mp4", "-f lavfi -i sine=440 -t 5 -c:a aac");
  }

  private static Buffer encode(String name, String how) throws Exception {
    Path folder = Files.createTempDirectory("splitter");
    Encoder encoder = LiveClassroom.encoder();
    List<String> command = new ArrayList<>(List.of(encoder.ffmpeg().toString(), "-v", "error"));
    command.addAll(List.of(how.split(" ")));
    command.addAll(List.of("-movflags", "empty_moov+default_base_moof+frag_keyframe"));
    command.addAll(List.of("-frag_duration", "200000", name));
    MediaProcess.Finished made =
        new MediaProcess(encoder.environment(), folder, Duration.ofMinutes(1)).run(command);
    assertThat(made.errors()).isEmpty();
    return Buffer.buffer(Files.readAllBytes(folder.resolve(name)));
  }

  private static List<Piece> whole(Buffer stream) {
    return new Splitter().take(stream);
  }

  @Property(tries = 60)
  void film_inAnyPieces_givesTheSameFragments(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 1, max = 9000) Integer> lengths) {
    Splitter splitter = new Splitter();
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < film.length(); i++) {
      int end = Math.min(film.length(), at + lengths.get(i % lengths.size()));
      pieces.addAll(splitter.take(film.getBuffer(at, end)));
      at = end;
    }
    assertThat(pieces).isEqualTo(whole(film));
  }

  @Test
  void film_ofFiveSeconds_hasAKeyEachSecondAndItsLength() {
    List<Piece> pieces = whole(film);
    assertThat(pieces.getFirst())
        .isInstanceOfSatisfying(
            Piece.Head.class,
            head ->
                assertThat(head.mime())
                    .matches("video/mp4; codecs=\"avc1\\.[0-9a-f]{6}, mp4a\\.40\\.2\""));
    List<Piece.Fragment> fragments =
        pieces.stream().skip(1).map(Piece.Fragment.class::cast).toList();
    assertThat(fragments.stream().filter(Piece.Fragment::key).map(each -> each.start().toSeconds()))
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(fragments.getLast().start().plus(fragments.getLast().duration()))
        .isBetween(Duration.ofMillis(4900), Duration.ofMillis(5100));
  }

  @Test
  void sound_alone_canBeginAnywhere() {
    List<Piece> pieces = whole(sound);
    assertThat(((Piece.Head) pieces.getFirst()).mime())
        .isEqualTo("audio/mp4; codecs=\"mp4a.40.2\"");
    assertThat(pieces.stream().skip(1).map(Piece.Fragment.class::cast))
        .allMatch(Piece.Fragment::key);
  }

  @Test
  void segments_areAboutASecond_andLoseNothing() {
    Segmenter segmenter = new Segmenter();
    List<Segment> segments = new ArrayList<>();
    List<Piece> pieces = whole(film);
    for (int i = 0; i < pieces.size(); i++) {
      segmenter.take(new Packet(7, i, pieces.get(i))).ifPresent(segments::add);
    }
    segmenter.end().ifPresent(segments::add);
    assertThat(segments).hasSize(5);
    Buffer all = Buffer.buffer();
    segments.forEach(segment -> all.appendBuffer(segment.bytes()));
    Buffer fragments = Buffer.buffer();
    pieces.stream().skip(1).forEach(piece -> fragments.appendBuffer(piece.bytes()));
    assertThat(all).isEqualTo(fragments);
  }

  @Test
  void packet_sentToAnotherServer_arrivesAsItWas() {
    List<Piece> pieces = whole(film);
    List<Packet> packets =
        List.of(new Packet(9, 0, pieces.get(0)), new Packet(9, 1, pieces.get(1)));
    assertThat(Window.unpack(Window.pack(packets))).isEqualTo(packets);
  }

  @Test
  void rubbish_isRefused() {
    Buffer rubbish = Buffer.buffer("no film at all, but a text of some length");
    assertThatThrownBy(() -> new Splitter().take(rubbish))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.keqiao.live.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.store.Entry;

/**
 * The live picture and sound of a session, as those see it who take part.
 *
 * @param state {@code off}, {@code live}, {@code lost}, {@code ended} or {@code recorded}
 * @param ways what can be watched
 * @param hls addresses of playlists, by way; with a token that is good for some hours
 * @param viewers of this server
 * @param lesson draft that the recording has become
 * @param refusal why it has become none
 */
record BroadcastView(
    String state,
    Optional<Instant> begun,
    Optional<Instant> ended,
    List<String> ways,
    Map<String, String> hls,
    int viewers,
    Optional<String> lesson,
    Optional<String> refusal) {

  static BroadcastView of(
      Optional<Entry<Broadcast>> newest, boolean silent, String ticket, int viewers) {
    Optional<Broadcast> broadcast = newest.map(Entry::value);
    String state = broadcast.map(each -> each.state().label()).orElse("off");
    return new BroadcastView(
        silent && state.equals("live") ? "lost" : state,
        broadcast.map(Broadcast::begun),
        broadcast.flatMap(Broadcast::ended),
        Stream.of(Rung.values()).map(Rung::label).toList(),
        Stream.of(Rung.values())
            .collect(
                Collectors.toMap(
                    Rung::label, rung -> "/live/%s/%s/index.m3u8".formatted(ticket, rung.label()))),
        viewers,
        broadcast.flatMap(Broadcast::lesson),
        broadcast.flatMap(Broadcast::refusal));
  }
}

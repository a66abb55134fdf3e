package org.keqiao.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Journal;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** A real S3 server, and the feeds of any number of servers over it. */
final class FeedServers implements AutoCloseable {

  private static final RecordType<Lamp> LAMPS = new RecordType<>("lamp", Lamp.class);
  private static final RecordType<FeedMark> MARKS = new RecordType<>("feed-mark", FeedMark.class);

  private final EmbeddedBucket objects;
  private final Clock clock;
  private final List<Bucket> opened = new ArrayList<>();

  FeedServers(Path folder, Clock clock) throws IOException {
    this.objects = EmbeddedBucket.start(folder);
    this.clock = clock;
  }

  /** A record that is turned up step by step; a step of ten is silent. */
  record Lamp(int brightness) {}

  private static List<FeedSource.Change> changes(Optional<Lamp> before, Optional<Lamp> after) {
    return after.stream()
        .filter(lamp -> lamp.brightness() % 10 != 0)
        .map(
            lamp ->
                new FeedSource.Change(
                    before.isEmpty() ? "lamp.made" : "lamp.turned",
                    Instant.EPOCH,
                    Integer.toString(lamp.brightness()),
                    List.of("school")))
        .toList();
  }

  /** One server. */
  record Server(Records<Lamp> lamps, FeedLog log, FeedReader reader) {

    /** Everything that the feed says, a few events at a time. */
    List<FeedEvent> everything(int limit) {
      List<FeedEvent> all = new ArrayList<>();
      FeedPosition place = reader.first();
      FeedBatch batch;
      do {
        batch = reader.read(place, FeedServers.ALL, limit);
        all.addAll(batch.events());
        place = batch.next();
      } while (batch.more());
      return all;
    }
  }

  static final FeedFilter ALL = new FeedFilter(Set.of(), Set.of(), Optional.empty());

  /** One more server; it is told what its own records are told. */
  Server server() throws IOException {
    Bucket bucket =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
                .at(objects.address(), objects.accessKey(), objects.secretKey()));
    opened.add(bucket);
    Records<Lamp> lamps = new Records<>(bucket, LAMPS, Optional.empty());
    Journal<FeedPage> pages = new Journal<>(bucket, Feed.PAGES);
    FeedLog log =
        new FeedLog(
            pages,
            new Records<>(bucket, MARKS, Optional.empty()),
            List.of(
                new FeedSource<>(
                    lamps,
                    List.of("lamp.made", "lamp.turned"),
                    FeedServers::changes,
                    lamp -> List.of("school", "county"))),
            clock,
            Duration.ofDays(30));
    return new Server(lamps, log, new FeedReader(pages, log::last));
  }

  @Override
  public void close() throws IOException {
    opened.forEach(Bucket::close);
    objects.close();
  }
}

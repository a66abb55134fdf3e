package org.keqiao.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Journal;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Feed {

  /** Pages of the feed. */
  public static final RecordType<FeedPage> PAGES = new RecordType<>("feed-page", FeedPage.class);

  private static final RecordType<FeedMark> MARKS = new RecordType<>("feed-mark", FeedMark.class);
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration DAY = Duration.ofDays(1);

  private final FeedLog log;
  private final FeedService service;
  private final Duration compareEvery;

  /**
   * Opens the feed; from now on it is told what is written.
   *
   * @param sources the kinds of records that are followed
   */
  public Feed(Bucket bucket, List<FeedSource<?>> sources, FeedSettings settings, Clock clock) {
    Journal<FeedPage> pages = new Journal<>(bucket, PAGES);
    this.log =
        new FeedLog(
            pages, new Records<>(bucket, MARKS, Optional.empty()), sources, clock, settings.keep());
    this.service =
        new FeedService(
            new FeedReader(pages, log::last),
            log,
            sources.stream().flatMap(source -> source.types().stream()).distinct().toList(),
            settings.source());
    this.compareEvery = settings.compareEvery();
  }

  /** What can be done with it. */
  public FeedService service() {
    return service;
  }

  /** The feed over HTTP. */
  public List<Route> routes() {
    return new FeedRoutes(service).routes();
  }

  /** Writes what happens, until it is closed. */
  public AutoCloseable start() {
    Repeating writing =
        new Repeating("feed")
            .now(compareEvery, quietly(log::compare))
            .later(LOOK, quietly(log::catchUp))
            .later(DAY, quietly(log::forget));
    return () -> {
      writing.close();
      quietly(log::catchUp).run();
    };
  }

  private static Runnable quietly(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException away) {
        LOG.warn("the feed cannot be written now: {}", away.getMessage());
      }
    };
  }
}

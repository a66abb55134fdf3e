package org.keqiao.cluster;

import io.vertx.core.eventbus.EventBus;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.store.Id;
import org.keqiao.store.RecordCache;
import org.keqiao.store.RecordNews;

/**
 * Carries news of records between servers. It is sent before a write is answered, and once: news
 * that is lost is made up for by {@link RecordCache}.
 */
public final class RecordBus {

  private static final String ADDRESS = "keqiao.records";
  private static final Pattern NEWS = Pattern.compile("([a-z-]+) (\\S+) (\\d{1,11})");

  private RecordBus() {}

  /** From now on these records hear of what other servers write, and the others of what they do. */
  public static void join(EventBus bus, RecordCache records) {
    bus.<String>consumer(ADDRESS, message -> parse(message.body()).ifPresent(records::hear))
        .completion()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    records.tell(
        news -> bus.publish(ADDRESS, "%s %s %d".formatted(news.type(), news.id(), news.version())));
  }

  private static Optional<RecordNews> parse(String text) {
    Matcher news = NEWS.matcher(text);
    return news.matches() && Id.isId(news.group(2))
        ? Optional.of(
            new RecordNews(news.group(1), new Id(news.group(2)), Long.parseLong(news.group(3))))
        : Optional.empty();
  }
}

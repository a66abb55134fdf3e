package org.keqiao.catalogue.demand;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.keqiao.catalogue.Chapter;
import org.keqiao.catalogue.Textbook;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.language.Folding;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Asking for a lesson that was not found, and hearing what is asked for. */
public final class DemandService {

  /** Demands. */
  public static final RecordType<Demand> TYPE = new RecordType<>("demand", Demand.class);

  /** More than anybody misses in an hour; each is a record that is kept. */
  static final int MOST_AN_HOUR = 100;

  private static final Duration HOUR = Duration.ofHours(1);

  private final Cache<String, AtomicInteger> lately =
      Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(HOUR).build();
  private final Records<Demand> demands;
  private final DemandIndex index;
  private final TextbookService textbooks;

  DemandService(Records<Demand> demands, DemandIndex index, TextbookService textbooks) {
    this.demands = demands;
    this.index = index;
    this.textbooks = textbooks;
  }

  /**
   * What a teacher asks for; words or a node there must be.
   *
   * @param words what she looked for, 1 to 200 characters
   * @param node id of the chapter that it should hang on
   * @param note what she adds for whoever makes it, at most 500 characters
   */
  record Ask(Optional<String> words, Optional<String> node, Optional<String> note) {}

  /**
   * Counts one more wish for a lesson.
   *
   * @throws FaultException invalid; too many, when the caller asked very often within an hour
   */
  Entry<Demand> ask(Caller caller, Ask ask) {
    Wanted wanted = wanted(ask);
    refuseTooMany(caller);
    Optional<String> note = ask.note().filter(text -> !text.isBlank());
    Id id = wanted.id();
    Instant now = Instant.now();
    return demands
        .createIfAbsent(id, Demand.of(wanted, caller.account(), note, now), caller.account())
        .orElseGet(
            () ->
                demands.update(
                    id, caller.account(), demand -> demand.askedBy(caller.account(), note, now)));
  }

  private Wanted wanted(Ask ask) {
    Violations violations = new Violations();
    ask.words().ifPresent(words -> violations.text("/words", words, 1, 200));
    violations.text("/note", ask.note(), 500);
    Optional<String> words = ask.words().map(Folding::fold).filter(text -> !text.isEmpty());
    Optional<Wanted.Place> place = ask.node().flatMap(this::place);
    if (ask.node().isPresent() && place.isEmpty()) {
      violations.add("/node", "unknown-term", ask.node().get());
    }
    if (words.isEmpty() && ask.node().isEmpty()) {
      violations.add("/words", "missing");
    }
    violations.refuse();
    return new Wanted(words, place);
  }

  private Optional<Wanted.Place> place(String node) {
    String id = TextbookService.bookOf(node);
    return Optional.of(id)
        .filter(Id::isId)
        .flatMap(textbooks::find)
        .map(Entry::value)
        .flatMap(book -> place(id, book, node));
  }

  private static Optional<Wanted.Place> place(String id, Textbook book, String node) {
    List<String> path = book.path(node).stream().map(Chapter::title).toList();
    return path.isEmpty()
        ? Optional.empty()
        : Optional.of(new Wanted.Place(node, path, id, book.subject(), book.grade()));
  }

  private void refuseTooMany(Caller caller) {
    if (lately.get(caller.account(), account -> new AtomicInteger()).incrementAndGet()
        > MOST_AN_HOUR) {
      throw FaultException.of(new Fault.TooMany("too-many-demands", HOUR));
    }
  }

  /** What is asked for most often. */
  Page<Entry<Demand>> mostAsked(Map<String, String> filters, int limit, Optional<String> cursor) {
    return index.mostAsked(filters, limit, cursor);
  }
}

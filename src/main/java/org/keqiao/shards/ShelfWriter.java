package org.keqiao.shards;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.keqiao.catalogue.Textbook;
import org.keqiao.store.Id;

/** Makes the shards of shelves, and reads back which lessons stand in them. */
final class ShelfWriter {

  private static final int AT_ONCE = 16;

  private final ShardStore store;
  private final Library library;

  ShelfWriter(ShardStore store, Library library) {
    this.store = store;
    this.library = library;
  }

  /** Writes every shelf there is. */
  Contents writeAll(Map<Shelf, List<LessonEntry>> filed) {
    Stream<Optional<Contents.Line>> books =
        library
            .textbooks()
            .everything()
            .gather(
                Gatherers.mapConcurrent(
                    AT_ONCE,
                    book ->
                        Optional.of(
                            write(
                                book.id(),
                                book.value(),
                                filed.getOrDefault(
                                    new Shelf.Book(book.id().value()), List.of())))));
    Stream<Optional<Contents.Line>> sections =
        filed.keySet().stream()
            .filter(Shelf.Section.class::isInstance)
            .map(shelf -> write(shelf, filed.getOrDefault(shelf, List.of())));
    return Contents.of(Stream.concat(books, sections).flatMap(Optional::stream).toList());
  }

  /** Writes one shelf; nothing when there is no such textbook, or nothing in the section. */
  Optional<Contents.Line> write(Shelf shelf, Collection<LessonEntry> entries) {
    return switch (shelf) {
      case Shelf.Book(String id) ->
          library
              .textbooks()
              .newest(new Id(id))
              .map(book -> write(book.id(), book.value(), entries));
      case Shelf.Section(String id) when entries.isEmpty() -> Optional.empty();
      case Shelf.Section(String id) ->
          Optional.of(
              new Contents.Section(id, entries.size(), store.write(SectionShard.of(id, entries))));
    };
  }

  private Contents.Line write(Id id, Textbook book, Collection<LessonEntry> entries) {
    BookShard shard = BookShard.of(id, book, entries);
    return shard.line(store.write(shard));
  }

  /** The lessons of a shelf, in no order. */
  List<LessonEntry> read(Contents.Line line) {
    return switch (line) {
      case Contents.Book book -> store.read(book.shard(), BookShard.class).entries().toList();
      case Contents.Section section -> store.read(section.shard(), SectionShard.class).items();
    };
  }

  /** The lessons of all shelves, in no order. */
  Stream<LessonEntry> readAll(Contents contents) {
    return contents.lines().values().stream()
        .gather(Gatherers.mapConcurrent(AT_ONCE, this::read))
        .flatMap(List::stream);
  }
}

package org.keqiao.shards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What there is to browse.
 *
 * @param lessons how many there are
 * @param textbooks all textbooks, those without lessons too, by id
 * @param sections the sections that have lessons outside of textbooks, by id
 */
record Contents(int lessons, List<Book> textbooks, List<Section> sections) {

  static final Contents EMPTY = new Contents(0, List.of(), List.of());

  /** What is said of a shelf. */
  sealed interface Line {

    String id();

    /** How many lessons stand there. */
    int lessons();

    /** The lessons themselves. */
    ShardRef shard();

    /** The shelf that it says it of. */
    Shelf shelf();
  }

  /** A textbook; its shard is a {@link BookShard}. */
  record Book(
      String id,
      String title,
      String stage,
      String subject,
      String edition,
      String grade,
      String volume,
      int lessons,
      ShardRef shard)
      implements Line {

    @Override
    public Shelf shelf() {
      return new Shelf.Book(id);
    }
  }

  /** A section; its shard is a {@link SectionShard}. */
  record Section(String id, int lessons, ShardRef shard) implements Line {

    @Override
    public Shelf shelf() {
      return new Shelf.Section(id);
    }
  }

  static Contents of(Collection<Line> lines) {
    Map<String, Book> textbooks = new TreeMap<>();
    Map<String, Section> sections = new TreeMap<>();
    for (Line line : lines) {
      switch (line) {
        case Book book -> textbooks.put(book.id(), book);
        case Section section -> sections.put(section.id(), section);
      }
    }
    return new Contents(
        lines.stream().mapToInt(Line::lessons).sum(),
        new ArrayList<>(textbooks.values()),
        new ArrayList<>(sections.values()));
  }

  /** All lines by their shelves. */
  Map<Shelf, Line> lines() {
    Map<Shelf, Line> lines = new HashMap<>();
    Stream.concat(textbooks.stream(), sections.stream())
        .forEach(line -> lines.put(line.shelf(), line));
    return lines;
  }

  /** The same with other lines for some shelves, and without those that have none. */
  Contents with(Map<Shelf, Optional<Line>> changed) {
    Map<Shelf, Line> lines = lines();
    changed.forEach(
        (shelf, line) ->
            line.ifPresentOrElse(present -> lines.put(shelf, present), () -> lines.remove(shelf)));
    return of(lines.values());
  }

  /** What has happened to shelves between {@code earlier} and this. */
  Map<Shelf, Optional<Line>> since(Contents earlier) {
    Map<Shelf, Line> before = earlier.lines();
    Map<Shelf, Line> after = lines();
    Map<Shelf, Optional<Line>> changed = new HashMap<>();
    Stream.concat(before.keySet().stream(), after.keySet().stream())
        .filter(shelf -> !Objects.equals(before.get(shelf), after.get(shelf)))
        .forEach(shelf -> changed.put(shelf, Optional.ofNullable(after.get(shelf))));
    return changed;
  }
}

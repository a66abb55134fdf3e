package org.keqiao.shards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Id;

/** Shelves that are being changed: each is read once, when it is first touched. */
final class OpenShelves {

  private final ShelfWriter shelves;
  private final Map<Shelf, Contents.Line> lines;
  private final Map<Shelf, Map<Id, LessonEntry>> open = new HashMap<>();

  /** None is open yet. */
  OpenShelves(ShelfWriter shelves, Contents contents) {
    this.shelves = shelves;
    this.lines = contents.lines();
  }

  void open(Shelf shelf) {
    open.computeIfAbsent(shelf, this::entries);
  }

  void take(Shelf shelf, Id lesson) {
    open.computeIfAbsent(shelf, this::entries).remove(lesson);
  }

  void put(Library.Filed lesson) {
    open.computeIfAbsent(lesson.shelf(), this::entries).put(lesson.entry().id(), lesson.entry());
  }

  private Map<Id, LessonEntry> entries(Shelf shelf) {
    Map<Id, LessonEntry> entries = new HashMap<>();
    Optional.ofNullable(lines.get(shelf))
        .map(shelves::read)
        .orElse(List.of())
        .forEach(entry -> entries.put(entry.id(), entry));
    return entries;
  }

  /** Writes them; what is said of each now, or nothing when it has gone. */
  Map<Shelf, Optional<Contents.Line>> write() {
    Map<Shelf, Optional<Contents.Line>> changed = new HashMap<>();
    open.forEach((shelf, entries) -> changed.put(shelf, shelves.write(shelf, entries.values())));
    return changed;
  }
}

package org.keqiao.shards;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * Builds the shards: all of them, or those that a change touches. Both ways lead to the same bytes.
 * Any number of servers may build at once: whoever finds that the head was replaced meanwhile reads
 * it again and applies what it has to apply to that.
 */
final class ShardBuilder {

  private static final int MOST_ATTEMPTS = 100;

  private final ShardStore store;
  private final Library library;
  private final ShelfWriter shelves;

  ShardBuilder(ShardStore store, Library library) {
    this.store = store;
    this.library = library;
    this.shelves = new ShelfWriter(store, library);
  }

  /** Whether no shards were ever built. */
  boolean isFirst() {
    return store.head().isEmpty();
  }

  /**
   * Builds all shards from the records. What other servers change meanwhile is kept.
   *
   * @return lessons whose video cannot be played yet
   * @throws FaultException unavailable, when the bucket is away
   */
  Set<Id> rebuild() {
    Contents before = knownContents(store.head());
    Map<Shelf, List<LessonEntry>> filed =
        library
            .everything()
            .collect(
                Collectors.groupingBy(
                    Library.Filed::shelf,
                    Collectors.mapping(Library.Filed::entry, Collectors.toList())));
    Contents built = shelves.writeAll(filed);
    library.uses().refresh();
    commit(
        now -> {
          Map<Shelf, Optional<Contents.Line>> theirs = knownContents(now).since(before);
          Contents all = built.with(theirs);
          List<LessonEntry> entries =
              theirs.isEmpty()
                  ? filed.values().stream().flatMap(List::stream).toList()
                  : shelves.readAll(all).toList();
          return head(all, entries);
        });
    return filed.values().stream()
        .flatMap(List::stream)
        .filter(LessonEntry::waitsForItsVideo)
        .map(LessonEntry::id)
        .collect(Collectors.toSet());
  }

  /**
   * Builds the shards that changes touch.
   *
   * @return lessons among the changed ones whose video cannot be played yet
   * @throws FaultException unavailable, when the bucket is away
   */
  Set<Id> apply(Changes changes) {
    if (store.head().isEmpty()) {
      return rebuild();
    }
    if (changes.other().contains(Changes.Other.USES)) {
      library.uses().refresh();
    }
    Map<Id, Library.Filed> current = new HashMap<>();
    commit(now -> applied(now.orElseThrow(), changes, current));
    return current.values().stream()
        .map(Library.Filed::entry)
        .filter(LessonEntry::waitsForItsVideo)
        .map(LessonEntry::id)
        .collect(Collectors.toSet());
  }

  private Head applied(Entry<Head> now, Changes changes, Map<Id, Library.Filed> current) {
    current.clear();
    for (Id id : changes.lessons().keySet()) {
      library.find(id).ifPresent(filed -> current.put(id, filed));
    }
    Contents contents = changed(contents(now), changes, current);
    Set<Id> touched = changes.lessons().keySet();
    Head head = now.value();
    boolean reorder =
        changes.other().contains(Changes.Other.USES)
            || touched.stream().anyMatch(lesson -> library.uses().of(lesson) > 0);
    return new Head(
        contents.lessons(),
        changes.other().contains(Changes.Other.TAXONOMY) ? taxonomy() : head.taxonomy(),
        store.write(contents),
        touched.isEmpty() ? head.newest() : store.write(newest(head, contents, touched, current)),
        reorder ? store.write(library.mostUsed()) : head.mostUsed(),
        touched.isEmpty() && !changes.other().contains(Changes.Other.COLLECTIONS)
            ? head.collections()
            : store.write(collections(head, touched, current)));
  }

  /** Lessons that were shown in a collection before are known; only others are read. */
  private CollectionsShard collections(Head head, Set<Id> touched, Map<Id, Library.Filed> current) {
    Map<Id, LessonEntry> known = new HashMap<>();
    store
        .read(head.collections(), CollectionsShard.class)
        .entries()
        .forEach(entry -> known.put(entry.id(), entry));
    known.keySet().removeAll(touched);
    current.forEach((id, filed) -> known.put(id, filed.entry()));
    return CollectionsShard.of(
        library.publishedCollections(),
        id ->
            Optional.ofNullable(known.get(id))
                .or(
                    () ->
                        touched.contains(id)
                            ? Optional.empty()
                            : library.find(id).map(Library.Filed::entry)));
  }

  private Contents changed(Contents before, Changes changes, Map<Id, Library.Filed> current) {
    OpenShelves open = new OpenShelves(shelves, before);
    changes.textbooks().forEach(id -> open.open(new Shelf.Book(id)));
    changes.lessons().forEach((id, stood) -> stood.forEach(shelf -> open.take(shelf, id)));
    current.values().forEach(open::put);
    return before.with(open.write());
  }

  /** When one leaves a full list, only all shelves together know who follows. */
  private Picks newest(
      Head head, Contents contents, Set<Id> touched, Map<Id, Library.Filed> current) {
    Picks known = store.read(head.newest(), Picks.class);
    boolean left =
        known.items().stream()
            .map(LessonEntry::id)
            .anyMatch(id -> touched.contains(id) && !current.containsKey(id));
    if (left && known.items().size() == Picks.MOST) {
      return Picks.newest(shelves.readAll(contents));
    }
    Map<Id, LessonEntry> entries = new HashMap<>();
    known.items().forEach(entry -> entries.put(entry.id(), entry));
    entries.keySet().removeAll(touched);
    current.forEach((id, filed) -> entries.put(id, filed.entry()));
    return Picks.newest(entries.values().stream());
  }

  private Head head(Contents contents, List<LessonEntry> entries) {
    Map<Id, LessonEntry> known = new HashMap<>();
    entries.forEach(entry -> known.put(entry.id(), entry));
    return new Head(
        contents.lessons(),
        taxonomy(),
        store.write(contents),
        store.write(Picks.newest(entries.stream())),
        store.write(library.mostUsed()),
        store.write(
            CollectionsShard.of(
                library.publishedCollections(), id -> Optional.ofNullable(known.get(id)))));
  }

  private ShardRef taxonomy() {
    return store.write(
        library
            .taxonomies()
            .newest(TextbookService.ONLY)
            .map(Entry::value)
            .orElseThrow(() -> FaultException.notFound("taxonomy", TextbookService.ONLY.value())));
  }

  private Contents knownContents(Optional<Entry<Head>> found) {
    try {
      return found.map(this::contents).orElse(Contents.EMPTY);
    } catch (MissingShard lost) {
      return Contents.EMPTY;
    }
  }

  private Contents contents(Entry<Head> found) {
    return store.read(found.value().contents(), Contents.class);
  }

  /** Replaces the head by what {@code next} makes of it, unless that is the same. */
  private void commit(Function<Optional<Entry<Head>>, Head> next) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Entry<Head>> now = store.head();
      Head made = next.apply(now);
      if (now.map(Entry::value).filter(made::equals).isPresent() || store.replace(now, made)) {
        return;
      }
    }
    throw FaultException.unavailable("too-many-writers", null);
  }
}

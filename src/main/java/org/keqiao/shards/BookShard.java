package org.keqiao.shards;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.Chapter;
import org.keqiao.catalogue.Textbook;
import org.keqiao.store.Id;

/**
 * A textbook with its lessons.
 *
 * @param lessons how many it has
 * @param chapters its tree
 * @param unplaced lessons of the textbook that name no chapter, or one that it has no more
 */
record BookShard(
    Id id,
    String title,
    String stage,
    String subject,
    String edition,
    String grade,
    String volume,
    int lessons,
    List<Node> chapters,
    List<LessonEntry> unplaced) {

  /**
   * A chapter.
   *
   * @param page where it begins; absent when the table of contents does not say
   * @param lessons how many hang on it and below it
   * @param items those that hang on it, the newest first
   */
  record Node(
      String id,
      String title,
      Optional<Integer> page,
      int lessons,
      List<LessonEntry> items,
      List<Node> children) {

    /** Takes what hangs on a chapter and below it out of {@code entries}. */
    static Node of(Chapter chapter, Map<String, List<LessonEntry>> entries) {
      List<LessonEntry> items = Optional.ofNullable(entries.remove(chapter.id())).orElse(List.of());
      List<Node> children = chapter.children().stream().map(child -> of(child, entries)).toList();
      int below = children.stream().mapToInt(Node::lessons).sum();
      return new Node(
          chapter.id(), chapter.title(), chapter.page(), items.size() + below, items, children);
    }

    Stream<LessonEntry> entries() {
      return Stream.concat(items.stream(), children.stream().flatMap(Node::entries));
    }
  }

  /** Hangs lessons into the tree of a textbook. */
  static BookShard of(Id id, Textbook book, Collection<LessonEntry> entries) {
    Map<String, List<LessonEntry>> hanging = new HashMap<>();
    entries.stream()
        .sorted(LessonEntry.NEWEST_FIRST)
        .forEach(
            entry ->
                hanging
                    .computeIfAbsent(entry.node().orElse(""), node -> new ArrayList<>())
                    .add(entry));
    List<Node> chapters =
        book.chapters().stream().map(chapter -> Node.of(chapter, hanging)).toList();
    return new BookShard(
        id,
        book.title(),
        book.stage(),
        book.subject(),
        book.edition(),
        book.grade(),
        book.volume(),
        entries.size(),
        chapters,
        hanging.values().stream().flatMap(List::stream).sorted(LessonEntry.NEWEST_FIRST).toList());
  }

  /** All of its lessons. */
  Stream<LessonEntry> entries() {
    return Stream.concat(chapters.stream().flatMap(Node::entries), unplaced.stream());
  }

  /** The textbook as the contents list it. */
  Contents.Book line(ShardRef shard) {
    return new Contents.Book(
        id.value(), title, stage, subject, edition, grade, volume, lessons, shard);
  }
}

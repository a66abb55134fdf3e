package org.keqiao.relevance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.catalogue.Chapter;
import org.keqiao.catalogue.Textbook;
import org.keqiao.store.Json;

/** The leaves of all tables of contents, with what {@code knowledge.csv} says of them. */
final class Topics {

  private final Map<String, Columns> knowledge =
      Columns.of("knowledge.csv").stream()
          .collect(Collectors.toMap(row -> row.text(0), Function.identity()));

  /** The topics of each book, in the order of the book. */
  List<List<Topic>> of(Path textbooks) throws IOException {
    List<List<Topic>> books = new ArrayList<>();
    try (Stream<Path> files = Files.list(textbooks)) {
      for (Path file : files.sorted().toList()) {
        JsonNode seed = Json.STORED.readTree(Files.readAllBytes(file));
        Textbook book = Json.STORED.treeToValue(seed.path("value"), Textbook.class);
        List<Topic> topics = new ArrayList<>();
        for (Chapter chapter : book.chapters()) {
          add(new Topic.Shelf(seed.path("id").asText(), book, book.title()), chapter, topics);
        }
        books.add(List.copyOf(topics));
      }
    }
    return books;
  }

  private void add(Topic.Shelf shelf, Chapter chapter, List<Topic> topics) {
    if (chapter.children().isEmpty()) {
      topics.add(topic(shelf, chapter));
      return;
    }
    Topic.Shelf below =
        new Topic.Shelf(shelf.bookId(), shelf.book(), Topic.spoken(chapter.title()));
    chapter.children().forEach(child -> add(below, child, topics));
  }

  private Topic topic(Topic.Shelf shelf, Chapter leaf) {
    Columns row = knowledge.get(leaf.id());
    if (row == null) {
      throw new IllegalStateException("knowledge.csv does not say what " + leaf.id() + " teaches");
    }
    String name = Topic.spoken(leaf.title());
    boolean english = shelf.book().subject().equals("english");
    boolean part = !shelf.chapter().equals(shelf.book().title());
    return new Topic(
        shelf,
        leaf.id(),
        english && part ? shelf.chapter() + " " + name : name,
        row.list(1, ";"),
        row.text(2));
  }
}

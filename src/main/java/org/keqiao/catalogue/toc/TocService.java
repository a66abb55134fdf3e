package org.keqiao.catalogue.toc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keqiao.catalogue.Chapter;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Textbook;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Exports and imports the table of contents of a textbook. */
final class TocService {

  private final TextbookService textbooks;
  private final LessonService lessons;

  TocService(TextbookService textbooks, LessonService lessons) {
    this.textbooks = textbooks;
    this.lessons = lessons;
  }

  /** A textbook. */
  Entry<Textbook> read(Id id) {
    return textbooks.read(id);
  }

  /**
   * What an import does, or would do.
   *
   * @param dryRun whether nothing was written
   * @param rows nodes of the file
   * @param added nodes that the book did not have
   * @param changed nodes with another title, page or parent
   * @param removed nodes that the file does not have
   */
  record Report(boolean dryRun, int rows, int added, int changed, int removed) {}

  /** A report, and the version that the book has now. */
  record Outcome(Report report, long version) {}

  /**
   * Gives a book the chapters of a file, and the lessons that hang on it their new paths.
   *
   * @throws FaultException forbidden to whoever keeps a part of the platform only: books are for
   *     everybody; invalid, with every bad row; stale
   */
  Outcome replace(Caller caller, Id id, long version, byte[] file, boolean dryRun) {
    if (!caller.may(Permission.EDIT_TEXTBOOK, Place.PLATFORM)) {
      throw FaultException.forbidden();
    }
    Entry<Textbook> before = textbooks.read(id);
    Textbook after = read(id.value(), before.value(), file);
    Report report = report(before.value(), after, dryRun);
    if (dryRun) {
      if (before.version() != version) {
        throw FaultException.of(new Fault.Stale(before.version()));
      }
      return new Outcome(report, before.version());
    }
    Entry<Textbook> written =
        textbooks.change(id, version, caller.account(), current -> read(id.value(), current, file));
    lessons.refile(id.value(), written.value(), caller.account());
    return new Outcome(report, written.version());
  }

  private Textbook read(String id, Textbook before, byte[] file) {
    Violations violations = new Violations();
    List<TocRow> rows = new TocReading(id, violations).read(TocFile.read(file));
    Set<String> kept = rows.stream().flatMap(row -> row.id().stream()).collect(Collectors.toSet());
    Set<String> known = nodes(before).keySet();
    refuseVanishing(id, known, kept, violations);
    violations.refuse();
    Set<String> taken = new HashSet<>(known);
    taken.addAll(kept);
    return before.withChapters(new TocTree(rows, taken).chapters(id));
  }

  /** A node that lessons hang on may not vanish under them. */
  private void refuseVanishing(
      String textbook, Set<String> known, Set<String> kept, Violations violations) {
    if (kept.containsAll(known)) {
      return;
    }
    Map<String, Long> hanging =
        lessons
            .hangingOn(textbook)
            .flatMap(lesson -> lesson.value().about().node().stream())
            .filter(node -> known.contains(node) && !kept.contains(node))
            .collect(Collectors.groupingBy(node -> node, TreeMap::new, Collectors.counting()));
    hanging.forEach((node, count) -> violations.add("/rows", "toc-node-in-use", node, count));
  }

  private static Report report(Textbook before, Textbook after, boolean dryRun) {
    Map<String, Node> old = nodes(before);
    Map<String, Node> fresh = nodes(after);
    int kept = (int) fresh.keySet().stream().filter(old::containsKey).count();
    int same = (int) fresh.entrySet().stream().filter(old.entrySet()::contains).count();
    return new Report(dryRun, fresh.size(), fresh.size() - kept, kept - same, old.size() - kept);
  }

  private record Node(String parent, String title, int page) {}

  private static Map<String, Node> nodes(Textbook book) {
    Map<String, Node> nodes = new HashMap<>();
    collect("", book.chapters(), nodes);
    return nodes;
  }

  private static void collect(String parent, List<Chapter> level, Map<String, Node> nodes) {
    for (Chapter chapter : level) {
      nodes.put(chapter.id(), new Node(parent, chapter.title(), chapter.page().orElse(0)));
      collect(chapter.id(), chapter.children(), nodes);
    }
  }
}

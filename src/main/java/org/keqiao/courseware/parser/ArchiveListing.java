package org.keqiao.courseware.parser;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.keqiao.courseware.Magic;
import org.keqiao.courseware.Preparation;
import org.keqiao.courseware.Unusable;

/** Says what is in an archive. Nothing of it is written to disk. */
final class ArchiveListing {

  private static final int MOST_LISTED = 1000;
  private static final int MOST_CHARACTERS = 10_000;
  private static final int HEAD = 4096;

  private ArchiveListing() {}

  /**
   * The list of its files; their names can be found by search.
   *
   * @throws Unusable when there is a program among them
   */
  static Preparation of(ZipContainer container) throws Unusable, IOException {
    List<Preparation.ArchiveEntry> files = new ArrayList<>();
    for (ZipContainer.Entry entry : container.entries()) {
      String type = Magic.typeOf(container.head(entry, HEAD));
      if (Magic.isProgram(type)) {
        throw new Unusable("archive-programs", entry.name() + " is " + type);
      }
      files.add(new Preparation.ArchiveEntry(entry.name(), entry.bytes(), type));
    }
    String names =
        files.stream().map(Preparation.ArchiveEntry::name).collect(Collectors.joining("\n"));
    String text = PlainText.of(names, MOST_CHARACTERS);
    return new Preparation(
        0,
        text.isEmpty() ? List.of() : List.of(new Preparation.PageText(1, text)),
        List.of(),
        files.subList(0, Math.min(files.size(), MOST_LISTED)),
        files.size() > MOST_LISTED ? List.of("entries-cut") : List.of());
  }
}

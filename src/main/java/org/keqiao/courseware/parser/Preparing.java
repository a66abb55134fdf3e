package org.keqiao.courseware.parser;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.courseware.CoursewareType;
import org.keqiao.courseware.Preparation;
import org.keqiao.courseware.Unusable;

/** Reads the text of courseware and draws its pages, up to a bound of each. */
final class Preparing {

  /** Of longer documents only so many pages can be found by search. */
  private static final int MOST_PAGES = 1000;

  /** Of longer documents only so many pages can be looked at without a download. */
  private static final int MOST_PREVIEWS = 200;

  private static final int MOST_CHARACTERS = 500_000;
  private static final int MOST_CHARACTERS_OF_A_PAGE = 10_000;
  private static final int WIDTH = 1280;
  private static final Duration DRAWING = Duration.ofMinutes(4);

  private final Pictures pictures;
  private final List<String> findings = new ArrayList<>();

  Preparing(Path folder) {
    this.pictures = new Pictures(folder);
  }

  Preparation prepare(Path file, CoursewareType type, boolean drawn) throws Unusable, IOException {
    if (type == CoursewareType.ZIP) {
      try (ZipContainer container = ZipContainer.open(file)) {
        return ArchiveListing.of(container);
      }
    }
    try (OpenDocument document = Documents.open(file, type)) {
      List<Preparation.PageText> texts = texts(document);
      List<Preparation.Preview> previews = drawn ? previews(document) : List.of();
      if (!drawn) {
        findings.add("previews-missing");
      }
      return new Preparation(
          document.pages(), texts, previews, List.of(), findings.stream().distinct().toList());
    }
  }

  private List<Preparation.PageText> texts(OpenDocument document) throws IOException {
    List<Preparation.PageText> texts = new ArrayList<>();
    int room = MOST_CHARACTERS;
    for (int page = 0; page < document.pages(); page++) {
      if (page >= MOST_PAGES || room <= 0) {
        findings.add("pages-cut");
        break;
      }
      String text = PlainText.of(text(document, page), Math.min(room, MOST_CHARACTERS_OF_A_PAGE));
      room -= text.length();
      if (!text.isEmpty()) {
        texts.add(new Preparation.PageText(page + 1, text));
      }
    }
    return texts;
  }

  /** One page that cannot be read does not take the others with it. */
  private String text(OpenDocument document, int page) throws IOException {
    try {
      return document.text(page);
    } catch (RuntimeException | StackOverflowError broken) {
      findings.add("text-missing");
      return "";
    }
  }

  private List<Preparation.Preview> previews(OpenDocument document) throws IOException {
    List<Preparation.Preview> previews = new ArrayList<>();
    Instant end = Instant.now().plus(DRAWING);
    for (int page = 0; page < document.pages(); page++) {
      if (page >= MOST_PREVIEWS || Instant.now().isAfter(end)) {
        findings.add("previews-cut");
        break;
      }
      Optional<BufferedImage> picture = picture(document, page);
      if (picture.isPresent()) {
        previews.add(pictures.write(picture.get(), page + 1));
      }
    }
    if (!previews.isEmpty() && !new Font(Font.DIALOG, Font.PLAIN, 12).canDisplay('课')) {
      findings.add("font-missing");
    }
    return previews;
  }

  private Optional<BufferedImage> picture(OpenDocument document, int page) {
    try {
      return document.picture(page, WIDTH);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError broken) {
      findings.add("previews-missing");
      return Optional.empty();
    }
  }
}

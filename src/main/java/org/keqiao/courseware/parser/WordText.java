package org.keqiao.courseware.parser;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.extractor.WordExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** The text of the older Word format. */
final class WordText {

  private static final char NEW_PAGE = '\f';

  private WordText() {}

  /** Opens a {@code .doc}; pages end where its author broke them. */
  static OpenDocument openBinary(Path file) throws IOException {
    PageTexts pages = new PageTexts();
    try (POIFSFileSystem container = new POIFSFileSystem(file.toFile(), true);
        WordExtractor extractor = new WordExtractor(new HWPFDocument(container))) {
      for (String paragraph : extractor.getParagraphText()) {
        String[] parts = paragraph.split(String.valueOf(NEW_PAGE), -1);
        for (int i = 0; i < parts.length; i++) {
          if (i > 0) {
            pages.turn();
          }
          pages.separate(parts[i] + "\n");
        }
      }
    }
    return new TextDocument(pages.list());
  }
}

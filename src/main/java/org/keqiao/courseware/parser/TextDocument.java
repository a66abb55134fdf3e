package org.keqiao.courseware.parser;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * A document of which only the text is read.
 *
 * @param texts of its pages
 */
record TextDocument(List<String> texts) implements OpenDocument {

  @Override
  public int pages() {
    return texts.size();
  }

  @Override
  public String text(int page) {
    return texts.get(page);
  }

  @Override
  public Optional<BufferedImage> picture(int page, int width) {
    return Optional.empty();
  }

  @Override
  public void close() {
    // all of it was read when it was opened
  }
}

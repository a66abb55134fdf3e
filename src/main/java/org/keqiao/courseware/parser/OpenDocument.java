package org.keqiao.courseware.parser;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** A document that has been opened. Pages count from 0. */
interface OpenDocument extends Closeable {

  /** How many pages, slides or sheets it has. */
  int pages();

  /** What stands on a page. */
  String text(int page) throws IOException;

  /**
   * How a page looks.
   *
   * @param width of the picture, in pixels
   * @return nothing when this kind of document cannot be drawn
   */
  Optional<BufferedImage> picture(int page, int width) throws IOException;
}

package org.keqiao.courseware.parser;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.sl.extractor.SlideShowExtractor;
import org.apache.poi.sl.usermodel.Shape;
import org.apache.poi.sl.usermodel.Slide;
import org.apache.poi.sl.usermodel.SlideShow;
import org.apache.poi.sl.usermodel.TextParagraph;
import org.apache.poi.sl.usermodel.TextRun;
import org.apache.poi.xslf.usermodel.XMLSlideShow;

/** Slides of PowerPoint, of either generation. */
final class SlideDocument<S extends Shape<S, P>, P extends TextParagraph<S, P, ? extends TextRun>>
    implements OpenDocument {

  private static final int HIGHEST = 3;

  private final SlideShow<S, P> show;
  private final List<? extends Slide<S, P>> slides;
  private final SlideShowExtractor<S, P> extractor;

  private SlideDocument(SlideShow<S, P> show) {
    this.show = show;
    this.slides = show.getSlides();
    this.extractor = new SlideShowExtractor<>(show);
  }

  /** Opens a {@code .pptx}. */
  static OpenDocument openXml(Path file) throws IOException {
    try {
      return new SlideDocument<>(
          new XMLSlideShow(OPCPackage.open(file.toFile(), PackageAccess.READ)));
    } catch (InvalidFormatException damaged) {
      throw new IOException(damaged);
    }
  }

  /** Opens a {@code .ppt}. */
  static OpenDocument openBinary(Path file) throws IOException {
    return new SlideDocument<>(new HSLFSlideShow(new POIFSFileSystem(file.toFile(), true)));
  }

  @Override
  public int pages() {
    return slides.size();
  }

  @Override
  public String text(int page) {
    return extractor.getText(slides.get(page));
  }

  @Override
  public Optional<BufferedImage> picture(int page, int width) {
    Dimension size = show.getPageSize();
    double scale =
        Math.min(
            width / Math.max(1, size.getWidth()),
            (double) width * HIGHEST / Math.max(1, size.getHeight()));
    BufferedImage sheet =
        Pictures.blank(
            Math.max(1, (int) Math.round(size.getWidth() * scale)),
            Math.max(1, (int) Math.round(size.getHeight() * scale)));
    Graphics2D pen = Pictures.pen(sheet);
    pen.scale(scale, scale);
    slides.get(page).draw(pen);
    pen.dispose();
    return Optional.of(sheet);
  }

  @Override
  public void close() throws IOException {
    show.close();
  }
}

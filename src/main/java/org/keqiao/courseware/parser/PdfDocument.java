package org.keqiao.courseware.parser;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.keqiao.courseware.Unusable;

/** A PDF. */
final class PdfDocument implements OpenDocument {

  private static final Pattern IN_A_SENTENCE =
      Pattern.compile("(?<=\\p{IsHan}) ?\\R ?(?=\\p{IsHan})");

  private static final long MOST_MEMORY = 16L << 20;
  private static final long MOST_DISK = 512L << 20;

  /** A page may be drawn so many times as high as it is wide; a higher one becomes narrower. */
  private static final float HIGHEST = 3;

  private final PDDocument document;
  private final PDFRenderer renderer;

  private PdfDocument(PDDocument document) {
    this.document = document;
    this.renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
  }

  /**
   * Opens a file.
   *
   * @throws Unusable when it asks for a password
   */
  static PdfDocument open(Path file) throws Unusable, IOException {
    try {
      return new PdfDocument(
          Loader.loadPDF(
              file.toFile(),
              MemoryUsageSetting.setupMixed(MOST_MEMORY, MOST_DISK)
                  .setTempDir(new File("."))
                  .streamCache));
    } catch (InvalidPasswordException locked) {
      throw new Unusable("document-locked", String.valueOf(locked.getMessage()));
    }
  }

  @Override
  public int pages() {
    return document.getNumberOfPages();
  }

  /**
   * The stripper would walk over all pages of a document for each one: so it gets one page. Chinese
   * goes on in the next line without a space, and words are searched for as they are spoken.
   */
  @Override
  public String text(int page) throws IOException {
    try (PDDocument single = new PDDocument()) {
      single.addPage(document.getPage(page));
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return IN_A_SENTENCE.matcher(stripper.getText(single)).replaceAll("");
    }
  }

  @Override
  public Optional<BufferedImage> picture(int page, int width) throws IOException {
    PDPage drawn = document.getPage(page);
    PDRectangle box = drawn.getCropBox();
    boolean lying = drawn.getRotation() % 180 != 0;
    float across = Math.max(1, lying ? box.getHeight() : box.getWidth());
    float down = Math.max(1, lying ? box.getWidth() : box.getHeight());
    float scale = Math.min(width / across, width * HIGHEST / down);
    return Optional.of(renderer.renderImage(page, scale, ImageType.RGB));
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}

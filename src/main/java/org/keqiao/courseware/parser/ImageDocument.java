package org.keqiao.courseware.parser;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import org.keqiao.courseware.Unusable;

/** A picture, which is a document of one page. */
final class ImageDocument implements OpenDocument {

  /** More than any telephone takes in daily use. */
  private static final long MOST_PIXELS = 64_000_000;

  private static final int HIGHEST = 3;

  /** Turned by a quarter to the right: 6, by half: 3, by a quarter to the left: 8 (Exif 2.3). */
  private static final int UPRIGHT = 1;

  private final ImageReader reader;
  private final ImageInputStream input;
  private final int orientation;

  private ImageDocument(ImageReader reader, ImageInputStream input, int orientation) {
    this.reader = reader;
    this.input = input;
    this.orientation = orientation;
  }

  /**
   * Opens a picture without decoding it.
   *
   * @throws Unusable when it has too many pixels
   */
  static ImageDocument open(Path file) throws Unusable, IOException {
    ImageIO.setUseCache(false);
    ImageInputStream input = new FileImageInputStream(file.toFile());
    Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
    if (!readers.hasNext()) {
      throw new Unusable("image-type", "no reader knows it");
    }
    ImageReader reader = readers.next();
    reader.setInput(input, true, false);
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new Unusable("image-too-large", pixels + " pixels");
    }
    return new ImageDocument(reader, input, orientation(file));
  }

  private static int orientation(Path file) throws IOException {
    try {
      ExifIFD0Directory camera =
          ImageMetadataReader.readMetadata(file.toFile())
              .getFirstDirectoryOfType(ExifIFD0Directory.class);
      return camera != null && camera.containsTag(ExifIFD0Directory.TAG_ORIENTATION)
          ? camera.getInt(ExifIFD0Directory.TAG_ORIENTATION)
          : UPRIGHT;
    } catch (ImageProcessingException | MetadataException unreadable) {
      return UPRIGHT;
    }
  }

  private boolean lying() {
    return orientation >= 5 && orientation <= 8;
  }

  int width() throws IOException {
    return lying() ? reader.getHeight(0) : reader.getWidth(0);
  }

  int height() throws IOException {
    return lying() ? reader.getWidth(0) : reader.getHeight(0);
  }

  @Override
  public int pages() {
    return 1;
  }

  @Override
  public String text(int page) {
    return "";
  }

  /** Of a large picture only every so manieth pixel is taken in, so that memory does not matter. */
  @Override
  public Optional<BufferedImage> picture(int page, int width) throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    int step = Math.max(1, reader.getWidth(0) / (2 * width));
    how.setSourceSubsampling(step, step, 0, 0);
    BufferedImage upright = upright(reader.read(0, how));
    int narrow =
        (int) Math.min(width, (long) width * HIGHEST * upright.getWidth() / upright.getHeight());
    return Optional.of(Pictures.scaled(upright, Math.clamp(narrow, 1, upright.getWidth())));
  }

  private BufferedImage upright(BufferedImage picture) {
    int quarters =
        switch (orientation) {
          case 3, 4 -> 2;
          case 5, 6 -> 1;
          case 7, 8 -> 3;
          default -> 0;
        };
    if (quarters == 0) {
      return picture;
    }
    boolean swapped = quarters % 2 == 1;
    BufferedImage turned =
        Pictures.blank(
            swapped ? picture.getHeight() : picture.getWidth(),
            swapped ? picture.getWidth() : picture.getHeight());
    AffineTransform turn = new AffineTransform();
    turn.translate(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
    turn.quadrantRotate(quarters);
    turn.translate(-picture.getWidth() / 2.0, -picture.getHeight() / 2.0);
    Graphics2D pen = turned.createGraphics();
    pen.drawImage(picture, turn, null);
    pen.dispose();
    return turned;
  }

  @Override
  public void close() throws IOException {
    reader.dispose();
    input.close();
  }
}

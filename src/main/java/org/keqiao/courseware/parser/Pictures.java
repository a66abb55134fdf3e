package org.keqiao.courseware.parser;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.keqiao.courseware.Preparation;

/**
 * Writes pictures of pages: pixels only, nothing of what the original said of its camera, place or
 * author.
 */
final class Pictures {

  private static final int SMALL_WIDTH = 320;
  private static final float QUALITY = 0.75f;

  private final Path folder;

  Pictures(Path folder) {
    this.folder = folder;
  }

  /** Writes a page in both sizes. */
  Preparation.Preview write(BufferedImage picture, int page) throws IOException {
    BufferedImage large = scaled(picture, picture.getWidth());
    BufferedImage small = scaled(large, Math.min(SMALL_WIDTH, large.getWidth()));
    return new Preparation.Preview(
        page, write(large, "page-" + page), write(small, "page-" + page + "-small"));
  }

  /** Flat drawings are smaller as PNG and photographs as JPEG: the smaller one is kept. */
  private Preparation.Picture write(BufferedImage picture, String name) throws IOException {
    byte[] jpeg = jpeg(picture);
    byte[] png = png(picture);
    boolean flat = png.length <= jpeg.length;
    byte[] smaller = flat ? png : jpeg;
    String file = name + (flat ? ".png" : ".jpg");
    Files.write(folder.resolve(file), smaller);
    return new Preparation.Picture(
        file,
        flat ? "image/png" : "image/jpeg",
        picture.getWidth(),
        picture.getHeight(),
        smaller.length);
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A copy without transparency, at least one pixel high. */
  static BufferedImage scaled(BufferedImage picture, int width) {
    int height = Math.max(1, Math.round((float) picture.getHeight() * width / picture.getWidth()));
    BufferedImage copy = blank(width, height);
    Graphics2D pen = pen(copy);
    pen.drawImage(
        picture.getWidth() > 2 * width
            ? picture.getScaledInstance(width, height, java.awt.Image.SCALE_AREA_AVERAGING)
            : picture,
        0,
        0,
        width,
        height,
        null);
    pen.dispose();
    return copy;
  }

  /** A white sheet. */
  static BufferedImage blank(int width, int height) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setColor(java.awt.Color.WHITE);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return sheet;
  }

  /** Draws finely. */
  static Graphics2D pen(BufferedImage sheet) {
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    pen.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    return pen;
  }
}

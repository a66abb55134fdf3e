package org.keqiao.selection.similarity;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;

/**
 * The fingerprint of a picture: dHash (Krawetz, "Kind of like that", 2013), which says of a picture
 * of nine by eight grey dots where it becomes brighter from left to right. It stays when a picture
 * is made smaller, brighter or compressed anew.
 */
public final class PicturePrint {

  /** Pictures that differ in so many bits or fewer are near each other. */
  static final int NEAR = 7;

  private static final int WIDTH = 9;
  private static final int HEIGHT = 8;

  private PicturePrint() {}

  /** The fingerprint. */
  public static Bits of(BufferedImage picture) {
    BufferedImage small = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D canvas = small.createGraphics();
    canvas.drawImage(
        picture.getScaledInstance(WIDTH, HEIGHT, Image.SCALE_AREA_AVERAGING), 0, 0, null);
    canvas.dispose();
    long bits = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x + 1 < WIDTH; x++) {
        int left = small.getRaster().getSample(x, y, 0);
        int right = small.getRaster().getSample(x + 1, y, 0);
        bits = bits << 1 | (right > left ? 1 : 0);
      }
    }
    return new Bits(bits);
  }
}

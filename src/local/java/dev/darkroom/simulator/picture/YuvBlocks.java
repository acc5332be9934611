package dev.darkroom.simulator.picture;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture in blocks of 16 by 16: their brightness, and both differences of colour in half the
 * width and height, as BT.709 has them.
 */
final class YuvBlocks {
  private static final int BLOCK = 16;
  private static final int HALF = BLOCK / 2;
  private static final int SAMPLES = BLOCK * BLOCK + 2 * HALF * HALF;

  private YuvBlocks() {}

  /** Row by row. What lies outside of the picture is as its edge. */
  static List<byte[]> of(int[] rgb, PictureSize size, int columns, int rows) {
    var blocks = new ArrayList<byte[]>(columns * rows);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        blocks.add(block(rgb, size, column * BLOCK, row * BLOCK));
      }
    }
    return blocks;
  }

  private static byte[] block(int[] rgb, PictureSize size, int left, int top) {
    byte[] block = new byte[SAMPLES];
    int at = 0;
    for (int y = 0; y < BLOCK; y++) {
      for (int x = 0; x < BLOCK; x++) {
        block[at++] = sample(pixel(rgb, size, left + x, top + y), 0.1826, 0.6142, 0.0620, 16);
      }
    }
    for (int y = 0; y < HALF; y++) {
      for (int x = 0; x < HALF; x++) {
        int pixel = pixel(rgb, size, left + 2 * x, top + 2 * y);
        block[at] = sample(pixel, -0.1006, -0.3386, 0.4392, 128);
        block[at + HALF * HALF] = sample(pixel, 0.4392, -0.3989, -0.0403, 128);
        at++;
      }
    }
    return block;
  }

  private static int pixel(int[] rgb, PictureSize size, int x, int y) {
    return rgb[Math.min(y, size.height() - 1) * size.width() + Math.min(x, size.width() - 1)];
  }

  private static byte sample(int rgb, double red, double green, double blue, int zero) {
    double value =
        red * (rgb >> 16 & 0xff) + green * (rgb >> 8 & 0xff) + blue * (rgb & 0xff) + zero;
    return (byte) Math.round(value);
  }
}

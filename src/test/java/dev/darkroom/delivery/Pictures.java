package dev.darkroom.delivery;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Pictures for tests: real ones where the platform can draw them, hand-made headers elsewhere. */
final class Pictures {
  private Pictures() {}

  static byte[] png(int width, int height) {
    return drawn("png", width, height);
  }

  static byte[] jpeg(int width, int height) {
    return drawn("jpg", width, height);
  }

  static byte[] gif(int width, int height) {
    return drawn("gif", width, height);
  }

  static byte[] lossyWebp(int width, int height) {
    return webp("VP8 ", bytes(0x10, 0, 0, 0x9d, 0x01, 0x2a), little(width, 2), little(height, 2));
  }

  static byte[] losslessWebp(int width, int height) {
    return webp("VP8L", bytes(0x2f), little((width - 1) | (long) (height - 1) << 14, 4));
  }

  static byte[] extendedWebp(int width, int height) {
    var frame = Arrays.copyOf(bytes(0x10, 0, 0, 0x9d, 0x01, 0x2a), 20);
    var header =
        joined(bytes(0, 0, 0, 0), little(width - 1, 3), little(height - 1, 3));
    return joined(
        ascii("RIFF"),
        little(4 + 18 + 28, 4),
        ascii("WEBPVP8X"),
        little(10, 4),
        header,
        ascii("VP8 "),
        little(20, 4),
        frame);
  }

  /** A JPEG with so many metadata segments of full length in front of its frame. */
  static byte[] jpegWithMetadata(int width, int height, int segments) {
    var plain = jpeg(width, height);
    var longer = new ByteArrayOutputStream();
    longer.writeBytes(Arrays.copyOf(plain, 2));
    for (int i = 0; i < segments; i++) {
      longer.writeBytes(bytes(0xff, 0xe1, 0xff, 0xff));
      longer.writeBytes(new byte[0xffff - 2]);
    }
    longer.writeBytes(Arrays.copyOfRange(plain, 2, plain.length));
    return longer.toByteArray();
  }

  static byte[] bytes(int... values) {
    var result = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (byte) values[i];
    }
    return result;
  }

  static byte[] joined(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    for (var part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] webp(String chunk, byte[]... parts) {
    var data = Arrays.copyOf(joined(parts), 64);
    return joined(
        ascii("RIFF"),
        little(4 + 8 + data.length, 4),
        ascii("WEBP" + chunk),
        little(data.length, 4),
        data);
  }

  private static byte[] little(long number, int length) {
    var result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = (byte) (number >> (8 * i));
    }
    return result;
  }

  private static byte[] drawn(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(0, 0, width, height);
    pen.dispose();
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}

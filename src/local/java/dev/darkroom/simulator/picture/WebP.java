package dev.darkroom.simulator.picture;

import static dev.darkroom.simulator.picture.Mp4Boxes.joined;
import static dev.darkroom.simulator.picture.Mp4Boxes.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * A WebP of a single colour (RFC 9649, lossless): with one symbol for each channel, the pixels take
 * no bits.
 */
public final class WebP {
  private static final int LOSSLESS = 0x2f;

  private final BitSet bits = new BitSet();
  private int length;

  private WebP() {}

  public static byte[] of(PictureSize size, int red, int green, int blue) {
    var picture = new WebP();
    picture.write(LOSSLESS, 8);
    picture.write(size.width() - 1, 14);
    picture.write(size.height() - 1, 14);
    picture.write(0, 4); // no alpha, version 0
    picture.write(0, 3); // no transform, no colour cache, one group of prefix codes
    for (int symbol : new int[] {green, red, blue, 255, 0}) {
      picture.write(0b101, 3); // simple, one symbol, of eight bits
      picture.write(symbol, 8);
    }
    byte[] stream = picture.bytes();
    byte[] chunk = joined(text("VP8L"), little(stream.length), padded(stream));
    return joined(text("RIFF"), little(4 + chunk.length), text("WEBP"), chunk);
  }

  /** The same, and says that it is one byte longer than it is. */
  public static byte[] oneOff(byte[] webp) {
    byte[] copy = webp.clone();
    ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putInt(4, webp.length - 8 + 1);
    return copy;
  }

  /** The lowest bit first. */
  private void write(int value, int count) {
    for (int bit = 0; bit < count; bit++) {
      bits.set(length++, (value >> bit & 1) == 1);
    }
  }

  private byte[] bytes() {
    byte[] bytes = new byte[(length + 7) / 8];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, bytes, 0, set.length);
    return bytes;
  }

  private static byte[] padded(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length + bytes.length % 2);
  }

  private static byte[] little(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}

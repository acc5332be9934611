package dev.darkroom.delivery;

import static dev.darkroom.delivery.Pictures.ascii;
import static dev.darkroom.delivery.Pictures.bytes;
import static dev.darkroom.delivery.Pictures.joined;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Films for tests: real ones of ffmpeg 5.1 as fixtures, 64 x 48; hand-made boxes elsewhere. */
final class Videos {
  private Videos() {}

  static byte[] mp4WithItsHeaderFirst() {
    return fixture("moov-first.mp4");
  }

  static byte[] mp4WithItsHeaderLast() {
    return fixture("moov-last.mp4");
  }

  static byte[] mp4InFragments() {
    return fixture("fragments.mp4");
  }

  static byte[] webm() {
    return fixture("film.webm");
  }

  /** A film of one track, as small as one can be. */
  static byte[] mp4(int width, int height) {
    return joined(brand("isom"), movie(track("vide", header(width, height))), data(20));
  }

  static byte[] brand(String name) {
    return box("ftyp", ascii(name), big(512, 4), ascii("isom"));
  }

  static byte[] data(int length) {
    return box("mdat", new byte[length]);
  }

  static byte[] movie(byte[]... boxes) {
    return box("moov", joined(box("mvhd", new byte[100]), joined(boxes)));
  }

  /**
   * A track.
   *
   * @param handler {@code vide}, {@code soun}, ...
   */
  static byte[] track(String handler, byte[] header) {
    var kind = box("hdlr", big(0, 8), ascii(handler), new byte[13]);
    return box("trak", header, box("mdia", box("mdhd", new byte[24]), kind));
  }

  /** With times of 32 bits, upright. */
  static byte[] header(int width, int height) {
    return header(0, 1, 0, width, height);
  }

  /**
   * Of a track.
   *
   * @param version 0: times of 32 bits, 1: of 64
   * @param upright the first and fifth number of the matrix
   * @param turned the second number of the matrix, and the fourth, negated
   */
  static byte[] header(int version, int upright, int turned, int width, int height) {
    var matrix =
        joined(
            big((long) upright << 16, 4),
            big((long) turned << 16, 4),
            big(0, 4),
            big((long) -turned << 16, 4),
            big((long) upright << 16, 4),
            big(0, 12),
            big(1L << 30, 4));
    return box(
        "tkhd",
        bytes(version, 0, 0, 3),
        new byte[version == 1 ? 32 : 20],
        new byte[16],
        matrix,
        big((long) width << 16, 4),
        big((long) height << 16, 4));
  }

  static byte[] box(String type, byte[]... parts) {
    var content = joined(parts);
    return joined(big(content.length + 8L, 4), ascii(type), content);
  }

  /** A box that says its size in 64 bits, whatever it really is. */
  static byte[] longBox(String type, long size, byte[]... parts) {
    return joined(big(1, 4), ascii(type), big(size, 8), joined(parts));
  }

  /** The most significant byte first. */
  static byte[] big(long number, int length) {
    var result = new byte[length];
    for (int i = 0; i < Math.min(length, 8); i++) {
      result[length - 1 - i] = (byte) (number >> (8 * i));
    }
    return result;
  }

  private static byte[] fixture(String name) {
    try (InputStream in = Videos.class.getResourceAsStream("/fixtures/delivery/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package dev.darkroom.delivery;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A real file, damaged. */
final class MediaMutation {
  private static final long[] ODD = {
    0, 1, 2, 7, 8, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffffL, 0xffff_ffffL, Long.MIN_VALUE, -1
  };

  private final byte[] bytes;
  private final String how;

  private MediaMutation(byte[] bytes, String how) {
    this.bytes = bytes;
    this.how = how;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What was done to it. */
  String how() {
    return how;
  }

  /** Files of one kind each: what comes of two of them is spliced. */
  static MediaMutation any(List<byte[]> files, Random random) {
    int first = random.nextInt(files.size());
    var bytes = files.get(first).clone();
    var how = new ArrayList<String>(List.of("file " + first));
    int changes = 1 + random.nextInt(3);
    for (int change = 0; change < changes; change++) {
      bytes = changed(bytes, files, random, how);
    }
    return new MediaMutation(bytes, String.join(", ", how));
  }

  private static byte[] changed(byte[] bytes, List<byte[]> files, Random random, List<String> how) {
    int at = place(bytes, random);
    switch (random.nextInt(9)) {
      case 0 -> {
        how.add("bit at " + at);
        return written(bytes, at, (bytes.length == 0 ? 0 : bytes[at]) ^ 1 << random.nextInt(8), 1);
      }
      case 1 -> {
        how.add("byte at " + at);
        return written(bytes, at, random.nextInt(256), 1);
      }
      case 2, 3 -> {
        how.add("number at " + at);
        return number(bytes, at, random);
      }
      case 4 -> {
        how.add("cut at " + at);
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        int from = place(bytes, random);
        how.add("from %d again at %d".formatted(from, at));
        return joined(bytes, at, Arrays.copyOfRange(bytes, from, bytes.length), 0);
      }
      case 6 -> {
        int other = random.nextInt(files.size());
        int from = place(files.get(other), random);
        how.add("at %d file %d from %d".formatted(at, other, from));
        return joined(bytes, at, files.get(other), from);
      }
      case 7 -> {
        int other = random.nextInt(files.size());
        how.add("file %d behind it".formatted(other));
        return joined(bytes, bytes.length, files.get(other), 0);
      }
      default -> {
        int length = Math.min(bytes.length - at, 1 << random.nextInt(12));
        int to = place(bytes, random);
        how.add("%d bytes of %d at %d too".formatted(length, at, to));
        var piece = Arrays.copyOfRange(bytes, at, at + length);
        return joined(joined(bytes, to, piece, 0), to + length, bytes, to);
      }
    }
  }

  /** Near the start every other time: there the headers are. */
  private static int place(byte[] bytes, Random random) {
    int end = random.nextBoolean() ? Math.min(700, bytes.length) : bytes.length;
    return end == 0 ? 0 : random.nextInt(end);
  }

  private static byte[] number(byte[] bytes, int at, Random random) {
    long odd = ODD[random.nextInt(ODD.length)];
    long value = random.nextInt(4) == 0 ? bytes.length - at + random.nextInt(17) - 8 : odd;
    int length = 1 << random.nextInt(4);
    return written(
        bytes,
        at,
        random.nextBoolean() ? value : Long.reverseBytes(value) >>> (64 - 8 * length),
        length);
  }

  /** The most significant byte first. */
  private static byte[] written(byte[] bytes, int at, long value, int length) {
    for (int i = 0; i < length && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >> (8 * (length - 1 - i)));
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, int end, byte[] second, int from) {
    var out = new ByteArrayOutputStream(end + second.length - from);
    out.write(first, 0, end);
    out.write(second, from, second.length - from);
    return out.toByteArray();
  }
}

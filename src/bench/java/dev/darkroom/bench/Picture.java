package dev.darkroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * A PNG with a head and an end, and noise in between: nobody decodes it.
 *
 * @param length of the whole, in bytes
 * @param pace how long it takes to come; zero: as fast as it is read
 * @param isLengthSaid whether the answer has a Content-Length
 */
record Picture(long length, Duration pace, boolean isLengthSaid) implements Reply.Content {
  static final long MB = 1_000_000;

  private static final int SIDE = 2048;
  private static final int SLICES = 50;
  private static final byte[] HEAD = head();
  private static final byte[] NOISE = noise();
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 'B', '`', (byte) 0x82
  };

  static Picture ofMegabytes(int megabytes) {
    return new Picture(megabytes * MB, Duration.ZERO, true);
  }

  Picture paced(Duration duration) {
    return new Picture(length, duration, isLengthSaid);
  }

  Picture withoutLength() {
    return new Picture(length, pace, false);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    long start = System.nanoTime();
    write(out, HEAD, HEAD.length);
    long middle = length - HEAD.length - END.length;
    for (int slice = 0; slice < SLICES; slice++) {
      long left = middle * (slice + 1) / SLICES - middle * slice / SLICES;
      for (; left > 0; left -= NOISE.length) {
        write(out, NOISE, (int) Math.min(left, NOISE.length));
      }
      sleepUntil(start + pace.toNanos() * (slice + 1) / SLICES, out);
    }
    write(out, END, END.length);
    if (!isLengthSaid) {
      out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void sleepUntil(long moment, OutputStream out) throws IOException, InterruptedException {
    if (!pace.isZero()) {
      out.flush();
      Thread.sleep(Duration.ofNanos(Math.max(0, moment - System.nanoTime())));
    }
  }

  private void write(OutputStream out, byte[] bytes, int count) throws IOException {
    if (!isLengthSaid) {
      out.write("%x\r\n".formatted(count).getBytes(StandardCharsets.US_ASCII));
    }
    out.write(bytes, 0, count);
    if (!isLengthSaid) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Signature and IHDR. */
  private static byte[] head() {
    try {
      var bytes = new ByteArrayOutputStream();
      var out = new DataOutputStream(bytes);
      out.writeLong(0x89504e470d0a1a0aL);
      out.writeInt(13);
      out.writeBytes("IHDR");
      out.writeInt(SIDE);
      out.writeInt(SIDE);
      out.write(new byte[] {8, 2, 0, 0, 0});
      out.writeInt(0); // nobody looks at the checksum
      return bytes.toByteArray();
    } catch (IOException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  private static byte[] noise() {
    var noise = new byte[64 * 1024];
    new Random(4711).nextBytes(noise);
    return noise;
  }
}

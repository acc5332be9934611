package dev.darkroom.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;

/**
 * A picture or a film with a head and an end, and noise in between: nobody decodes it.
 *
 * @param length of the whole, in bytes
 * @param pace how long it takes to come; zero: as fast as it is read
 * @param isLengthSaid whether the answer has a Content-Length
 */
record Picture(MediaKind kind, long length, Duration pace, boolean isLengthSaid)
    implements Reply.Content {
  static final long MB = 1_000_000;
  static final long MIB = 1024 * 1024;

  private static final int SLICES = 50;
  private static final byte[] NOISE = noise();

  static Picture ofMegabytes(double megabytes) {
    return new Picture(MediaKind.PNG, Math.round(megabytes * MB), Duration.ZERO, true);
  }

  static Picture filmOfMebibytes(int mebibytes) {
    return new Picture(MediaKind.WEBM, mebibytes * MIB, Duration.ZERO, true);
  }

  Picture paced(Duration duration) {
    return new Picture(kind, length, duration, isLengthSaid);
  }

  Picture withoutLength() {
    return new Picture(kind, length, pace, false);
  }

  /** All of it at once. */
  byte[] bytes() throws IOException, InterruptedException {
    var bytes = new ByteArrayOutputStream();
    writeTo(bytes);
    return bytes.toByteArray();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException, InterruptedException {
    long start = System.nanoTime();
    var head = kind.head(length);
    var end = kind.end();
    write(out, head, head.length);
    long middle = length - head.length - end.length;
    for (int slice = 0; slice < SLICES; slice++) {
      long left = middle * (slice + 1) / SLICES - middle * slice / SLICES;
      for (; left > 0; left -= NOISE.length) {
        write(out, NOISE, (int) Math.min(left, NOISE.length));
      }
      sleepUntil(start + pace.toNanos() * (slice + 1) / SLICES, out);
    }
    write(out, end, end.length);
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
    if (count == 0) {
      return; // an empty chunk would be the last
    }
    if (!isLengthSaid) {
      out.write("%x\r\n".formatted(count).getBytes(StandardCharsets.US_ASCII));
    }
    out.write(bytes, 0, count);
    if (!isLengthSaid) {
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static byte[] noise() {
    var noise = new byte[64 * 1024];
    new Random(4711).nextBytes(noise);
    return noise;
  }
}

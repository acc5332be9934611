package dev.darkroom.delivery;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Removes the content codings of RFC 9110 that a host applies, though none was asked for. The bytes
 * decide: an image is left as it is, whatever the header says.
 */
final class BodyDecoder {
  /** Most codings of one body. Proxies have been seen to apply two. */
  private static final int MOST = 3;

  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
  private static final Set<String> KNOWN_OTHERS = Set.of("br", "zstd", "compress", "x-compress");

  private BodyDecoder() {}

  /**
   * Removes one coding after another.
   *
   * @param encodings in the order that they were put on
   * @param limit how many bytes may come out of each
   * @throws IOException if a coding is unknown, too many are on, or the bytes are not coded so
   */
  static InputStream of(InputStream body, List<String> encodings, long limit) throws IOException {
    var stream = new BufferedInputStream(body);
    for (var encoding : encodings.reversed()) {
      if (encodings.size() > MOST) {
        throw new IOException("it is encoded more than " + MOST + " times");
      }
      var first = peek(stream);
      if (first.format().isPresent() || first.size() == 0) {
        return stream;
      }
      stream = new BufferedInputStream(new Capped(decoded(encoding, first, stream), limit));
    }
    return stream;
  }

  private static InputStream decoded(String encoding, FirstBytes first, InputStream stream)
      throws IOException {
    if (GZIP.contains(encoding)) {
      return first.has(0, 0x1f, 0x8b) ? new GZIPInputStream(stream) : stream;
    }
    if (encoding.equals("deflate")) {
      return isZlib(first)
          ? new InflaterInputStream(stream)
          : new InflaterInputStream(stream, new Inflater(/* nowrap= */ true));
    }
    var name = KNOWN_OTHERS.contains(encoding) ? encoding : "something unknown";
    throw new IOException("it is encoded as " + name + ", which nobody asked for");
  }

  /** RFC 1950, section 2.2; some servers leave that header out. */
  private static boolean isZlib(FirstBytes first) throws IOException {
    return first.size() > 1
        && (first.bigEndian(0, 1) & 0x0f) == 8
        && first.bigEndian(0, 2) % 31 == 0;
  }

  private static FirstBytes peek(BufferedInputStream stream) throws IOException {
    stream.mark(MediaFormat.SIGNATURE);
    var first = FirstBytes.of(stream);
    stream.reset();
    return first;
  }

  /** Ends after a limit: a small body must not become an endless one. */
  private static final class Capped extends FilterInputStream {
    private long left;

    Capped(InputStream in, long limit) {
      super(in);
      left = limit + 1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1; // one byte more than the limit has come, and is refused
      }
      int count = super.read(into, offset, (int) Math.min(length, left));
      left -= Math.max(0, count);
      return count;
    }
  }
}

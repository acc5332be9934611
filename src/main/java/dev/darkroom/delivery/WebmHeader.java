package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * WebM (RFC 8794 and RFC 9559): an EBML header, then one segment. A live writer may leave the
 * segment's size open; then the sizes of its elements count. Width and height are deep inside, and
 * are not searched for.
 */
final class WebmHeader {
  private static final long DOC_TYPE = 0x4282L;
  private static final int LONGEST_HEADER = 4096;
  private static final long SEGMENT = 0x18538067L;
  private static final long CLUSTER = 0x1f43b675L;

  /** Elements of a segment, and of a cluster, whose size may be open as well. */
  private static final Set<Long> KNOWN =
      Set.of(
          CLUSTER,
          0x114d9b74L,
          0x1549a966L,
          0x1654ae6bL,
          0x1c53bb6bL,
          0x1254c367L,
          0x1941a469L,
          0x1043a770L,
          0xecL,
          0xbfL,
          0xe7L,
          0xa3L,
          0xa0L,
          0xabL,
          0xa7L,
          0xafL,
          0x5854L);

  private static final Complete FILM = new Complete(MediaFormat.WEBM, 0, 0);
  private static final MediaHeader CUT =
      new Truncated("the end of the WEBM is missing", Optional.of(FILM));

  private WebmHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    var header = Element.at(file, 0);
    if (header.size() > LONGEST_HEADER || !isWebm(file, header)) {
      return new Unsupported("it is a Matroska file, and no WebM");
    }
    var segment = Element.at(file, header.end());
    if (segment.id() != SEGMENT) {
      return new Unreadable("its WebM header is damaged");
    }
    if (segment.isOpen()) {
      return open(file, segment.content());
    }
    return file.size() - segment.content() >= segment.size() ? FILM : CUT;
  }

  /** A text may end in zeros (RFC 8794, section 13): GStreamer writes one. */
  private static boolean isWebm(Bytes file, Element header) throws IOException {
    for (long at = header.content(); at < header.end(); ) {
      var element = Element.at(file, at);
      if (element.id() == DOC_TYPE && element.size() <= LONGEST_HEADER) {
        var type = file.text(element.content(), (int) element.size());
        return type.replaceFirst("\0+$", "").equals("webm");
      }
      at = element.end();
    }
    return false;
  }

  /** Walks from element to element, into those of open size, as far as they are known. */
  private static MediaHeader open(Bytes file, long from) throws IOException {
    boolean hasCluster = false;
    long at = from;
    try {
      while (at < file.size()) {
        var element = Element.at(file, at);
        if (!KNOWN.contains(element.id())) {
          break;
        }
        hasCluster |= element.id() == CLUSTER;
        at = element.isOpen() ? element.content() : element.end();
      }
    } catch (Bytes.PastTheEnd cut) {
      at = Long.MAX_VALUE;
    }
    if (!hasCluster) {
      return new Truncated("the end of the WEBM is missing");
    }
    return at > file.size() ? CUT : FILM;
  }

  /**
   * Reads an id of 1 to 4 bytes and a size of 1 to 8. The number of leading zeros in the first
   * byte, plus one, is their length.
   *
   * @param content where the content begins
   */
  private record Element(long id, long size, long content, boolean isOpen) {
    static Element at(Bytes file, long at) throws IOException {
      int idLength = Math.min(4, length(file, at));
      long id = file.bigEndian(at, idLength);
      long sizeAt = at + idLength;
      int length = length(file, sizeAt);
      if (length > 8) {
        return new Element(id, Long.MAX_VALUE / 2, sizeAt + 1, false);
      }
      long mask = (1L << (7 * length)) - 1;
      long value = file.bigEndian(sizeAt, length) & mask;
      return new Element(id, value, sizeAt + length, value == mask);
    }

    private static int length(Bytes file, long at) throws IOException {
      return Integer.numberOfLeadingZeros((int) file.bigEndian(at, 1)) - 23;
    }

    long end() {
      return content + size;
    }
  }
}

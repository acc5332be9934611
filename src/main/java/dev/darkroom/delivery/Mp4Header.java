package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Complete;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import dev.darkroom.delivery.MediaHeader.Unsupported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MP4 (ISO/IEC 14496-12 and -14): boxes in boxes. The film is in {@code mdat}. Its description is
 * in {@code moov}, before or after the film, or in pieces, each behind a {@code moof}. A file is
 * complete if it has both, and no box goes on behind its end. A last box without a size cannot be
 * judged. Bytes behind the boxes of a film do no harm.
 */
final class Mp4Header {
  private static final String END_MISSING = "the end of the MP4 is missing";
  private static final String HEIC = "a HEIC picture";

  /** Pictures, sound and QuickTime in the same kind of boxes (mp4ra.org, read 2026-11). */
  private static final Map<String, String> OTHER_BRANDS =
      Map.ofEntries(
          Map.entry("avif", "an AVIF picture"),
          Map.entry("avis", "an AVIF picture"),
          Map.entry("heic", HEIC),
          Map.entry("heix", HEIC),
          Map.entry("heim", HEIC),
          Map.entry("heis", HEIC),
          Map.entry("hevc", HEIC),
          Map.entry("hevx", HEIC),
          Map.entry("mif1", HEIC),
          Map.entry("msf1", HEIC),
          Map.entry("jp2 ", "a JPEG 2000 picture"),
          Map.entry("crx ", "a raw picture"),
          Map.entry("M4A ", "an MP4 sound"),
          Map.entry("M4B ", "an MP4 sound"),
          Map.entry("M4P ", "an MP4 sound"),
          Map.entry("qt  ", "a QuickTime video"));

  /** Boxes that may stand beside others in a file (ISO/IEC 14496-12, table 1; -30; 23009-1). */
  private static final Set<String> TOP_LEVEL =
      Set.of(
          "ftyp", "pdin", "moov", "moof", "mfra", "mdat", "free", "skip", "wide", "meta", "meco",
          "styp", "sidx", "ssix", "prft", "uuid", "emsg", "udta", "imda", "pnot");

  /** A film of hours in fragments of a second has fewer boxes. A file with more is hostile. */
  static final int MAX_BOXES = 20_000;

  private static final int SHORTEST_BOX = 8;

  private final Bytes file;
  private int boxes;

  private Mp4Header(Bytes file) {
    this.file = file;
  }

  static boolean isOtherwiseBranded(Bytes file) throws IOException {
    return file.has(4, "ftyp") && file.isInside(8, 4) && OTHER_BRANDS.containsKey(file.text(8, 4));
  }

  /** The name of a known brand. */
  static String otherBrand(Bytes file) throws IOException {
    return OTHER_BRANDS.getOrDefault(file.text(8, 4), "another MP4");
  }

  static MediaHeader read(Bytes file) throws IOException {
    try {
      return new Mp4Header(file).read();
    } catch (Damaged damaged) {
      return new Unreadable("its MP4 header is damaged");
    }
  }

  private MediaHeader read() throws IOException {
    var movie = Optional.<Mp4Box>empty();
    boolean hasData = false;
    boolean isPieceOpen = false;
    boolean hasTail = false;
    long at = 0;
    while (at < file.size() && !hasTail) {
      if (!isBox(at)) {
        hasTail = true;
        continue;
      }
      var box = next(at, file.size());
      movie = movie.isEmpty() && box.is("moov") ? Optional.of(box) : movie;
      hasData |= box.is("mdat");
      isPieceOpen = box.is("moof") || (isPieceOpen && !box.is("mdat"));
      at = box.end();
    }
    if (movie.isEmpty() || !hasData || movie.get().end() > file.size()) {
      return new Truncated(END_MISSING);
    }
    var header = header(movie.get());
    return header instanceof Complete whole && (at > file.size() || isPieceOpen)
        ? new Truncated(END_MISSING, Optional.of(whole))
        : header;
  }

  /** A tail is a few bytes, or bytes that no box of a film begins with. */
  private boolean isBox(long at) throws IOException {
    return file.isInside(at, SHORTEST_BOX) && TOP_LEVEL.contains(file.text(at + 4, 4));
  }

  private MediaHeader header(Mp4Box movie) throws IOException {
    for (var track : children(movie, "trak")) {
      if (isVideo(track)) {
        return sized(track);
      }
    }
    return new Unsupported("it is an MP4 without a video track");
  }

  private boolean isVideo(Mp4Box track) throws IOException {
    for (var media : children(track, "mdia")) {
      for (var handler : children(media, "hdlr")) {
        if (file.has(handler.content() + 8, "vide")) {
          return true;
        }
      }
    }
    return false;
  }

  /** The track's header: times of 32 or 64 bits, a matrix, then width and height in 16.16. */
  private MediaHeader sized(Mp4Box track) throws IOException {
    var headers = children(track, "tkhd");
    if (headers.isEmpty()) {
      throw new Damaged();
    }
    var header = headers.getFirst();
    long size = header.content() + (file.bigEndian(header.content(), 1) == 1 ? 88 : 76);
    if (size + 8 > header.end()) {
      throw new Damaged();
    }
    int width = (int) file.bigEndian(size, 2);
    int height = (int) file.bigEndian(size + 4, 2);
    return isQuarterTurn(size - 36)
        ? new Complete(MediaFormat.MP4, /* width= */ height, /* height= */ width)
        : new Complete(MediaFormat.MP4, width, height);
  }

  /** Whether the matrix turns the film: films of telephones lie on their side. */
  private boolean isQuarterTurn(long matrix) throws IOException {
    return file.bigEndian(matrix, 4) == 0
        && file.bigEndian(matrix + 16, 4) == 0
        && file.bigEndian(matrix + 4, 4) != 0;
  }

  private List<Mp4Box> children(Mp4Box parent, String type) throws IOException {
    var children = new ArrayList<Mp4Box>();
    long at = parent.content();
    while (at + SHORTEST_BOX <= parent.end()) {
      var box = next(at, parent.end());
      if (box.end() > parent.end()) {
        throw new Damaged();
      }
      if (box.is(type)) {
        children.add(box);
      }
      at = box.end();
    }
    return children;
  }

  private Mp4Box next(long at, long limit) throws IOException {
    boxes++;
    var box = Mp4Box.at(file, at, limit);
    if (!box.isSane() || boxes > MAX_BOXES) {
      throw new Damaged();
    }
    return box;
  }

  private static final class Damaged extends IOException {
    private static final long serialVersionUID = 1L;
  }
}

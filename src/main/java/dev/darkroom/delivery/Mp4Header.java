package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Incomplete;
import dev.darkroom.delivery.MediaHeader.Unacceptable;
import dev.darkroom.delivery.MediaHeader.Whole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * MP4 (ISO/IEC 14496-12 and -14): boxes in boxes. The film is in {@code mdat}, and what is in it in
 * {@code moov}, before or after it. Whole is a file whose last box ends where it ends; of a last
 * box without a size nobody can tell.
 */
final class Mp4Header {
  /** Pictures, sound and QuickTime in the same kind of boxes (mp4ra.org, read 2026-11). */
  private static final Set<String> OTHER_BRANDS =
      Set.of(
          "avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "jp2 ",
          "crx ", "M4A ", "M4B ", "M4P ", "qt  ");

  /** A film of hours in fragments of a second has fewer; who writes more wants to keep us busy. */
  static final int MAX_BOXES = 20_000;

  private static final int SHORTEST_BOX = 8;

  private final Bytes file;
  private int boxes;

  private Mp4Header(Bytes file) {
    this.file = file;
  }

  static boolean isOtherwiseBranded(Bytes file) throws IOException {
    return file.isInside(8, 4) && OTHER_BRANDS.contains(file.text(8, 4));
  }

  static MediaHeader read(Bytes file) throws IOException {
    try {
      return new Mp4Header(file).read();
    } catch (Damaged damaged) {
      return new Unacceptable("its MP4 header is damaged");
    }
  }

  private MediaHeader read() throws IOException {
    var movie = Optional.<Mp4Box>empty();
    boolean hasData = false;
    long at = 0;
    while (at < file.size()) {
      var box = next(at, file.size());
      movie = movie.isEmpty() && box.is("moov") ? Optional.of(box) : movie;
      hasData |= box.is("mdat");
      at = box.end();
    }
    if (at > file.size() || movie.isEmpty() || !hasData) {
      return new Incomplete("the end of the MP4 is missing");
    }
    for (var track : children(movie.get(), "trak")) {
      if (isVideo(track)) {
        return sized(track);
      }
    }
    return new Unacceptable("it is an MP4 without a video track");
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

  /** The track's header: times of 32 or 64 bits, then a matrix, then width and height in 16.16. */
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
        ? new Whole(MediaFormat.MP4, /* width= */ height, /* height= */ width)
        : new Whole(MediaFormat.MP4, width, height);
  }

  /** Films of telephones lie on their side, and the matrix has them stand up. */
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

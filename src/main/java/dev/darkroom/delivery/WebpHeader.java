package dev.darkroom.delivery;

import dev.darkroom.delivery.MediaHeader.Sides;
import dev.darkroom.delivery.MediaHeader.Truncated;
import dev.darkroom.delivery.MediaHeader.Unreadable;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * WebP (RFC 9649): chunks in a RIFF container. The first is VP8 (RFC 6386), VP8L or VP8X, each with
 * the size in its own form. The container's size is sometimes a little wrong: the chunks decide.
 */
final class WebpHeader {
  private static final int FIRST_CHUNK = 12;
  private static final int CHUNK_HEADER = 8;
  private static final int LONGEST_HEADER = 30;

  /** Chunks with image data; the last of them is the last that a viewer needs. */
  private static final Set<String> PICTURES = Set.of("VP8 ", "VP8L", "ANMF");

  private WebpHeader() {}

  static MediaHeader read(Bytes file) throws IOException {
    var sides = sides(file);
    if (sides.isEmpty()) {
      return file.size() < LONGEST_HEADER
          ? new Truncated("it ends before its header does")
          : new Unreadable("its WebP header is damaged");
    }
    long end = CHUNK_HEADER + file.littleEndian(4, 4);
    boolean hasPicture = false;
    boolean isTurned = false;
    long at = FIRST_CHUNK;
    while (at + CHUNK_HEADER <= end || !hasPicture) {
      if (!file.isInside(at, CHUNK_HEADER)) {
        return truncated(hasPicture, sides.get().turned(isTurned));
      }
      var type = file.text(at, 4);
      long length = file.littleEndian(at + 4, 4);
      long content = at + CHUNK_HEADER;
      isTurned |= type.equals("EXIF") && ExifOrientation.isTurned(file, content, length);
      hasPicture |= PICTURES.contains(type);
      at = content + length + (length & 1);
      boolean needsPadding = content + length < end;
      if ((needsPadding ? at : content + length) > file.size()) {
        return truncated(hasPicture, sides.get().turned(isTurned));
      }
    }
    return MediaHeader.complete(MediaFormat.WEBP, sides.get().turned(isTurned));
  }

  private static MediaHeader truncated(boolean hasPicture, Sides sides) {
    return hasPicture
        ? MediaHeader.truncated(MediaFormat.WEBP, sides)
        : new Truncated("the end of the WEBP is missing");
  }

  private static Optional<Sides> sides(Bytes file) throws IOException {
    if (file.has(12, "VP8 ") && file.has(23, 0x9d, 0x01, 0x2a)) {
      return Optional.of(
          new Sides(file.littleEndian(26, 2) & 0x3fff, file.littleEndian(28, 2) & 0x3fff));
    }
    if (file.has(12, "VP8L") && file.has(20, 0x2f)) {
      long bits = file.littleEndian(21, 4);
      return Optional.of(new Sides((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1));
    }
    return file.has(12, "VP8X")
        ? Optional.of(new Sides(file.littleEndian(24, 3) + 1, file.littleEndian(27, 3) + 1))
        : Optional.empty();
  }
}

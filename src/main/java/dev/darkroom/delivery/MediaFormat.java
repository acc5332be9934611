package dev.darkroom.delivery;

import dev.darkroom.task.Media;
import java.io.IOException;
import java.util.Optional;

/** The file formats that are stored: those that the providers make. */
enum MediaFormat {
  JPEG(Media.IMAGE, "image/jpeg", "jpg"),
  PNG(Media.IMAGE, "image/png", "png"),
  WEBP(Media.IMAGE, "image/webp", "webp"),
  MP4(Media.VIDEO, "video/mp4", "mp4"),
  WEBM(Media.VIDEO, "video/webm", "webm");

  /** Fewer bytes identify no format. */
  static final int SIGNATURE = 12;

  private final Media media;
  private final String contentType;
  private final String extension;

  MediaFormat(Media media, String contentType, String extension) {
    this.media = media;
    this.contentType = contentType;
    this.extension = extension;
  }

  Media media() {
    return media;
  }

  String contentType() {
    return contentType;
  }

  String extension() {
    return extension;
  }

  /**
   * The format by the first bytes, whatever anybody declared: a signature, not a promise.
   *
   * @param bytes {@link #SIGNATURE} of them are enough
   * @return empty for any other file
   */
  static Optional<MediaFormat> of(Bytes bytes) throws IOException {
    if (bytes.has(0, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    }
    if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (bytes.has(4, "ftyp") && !Mp4Header.isOtherwiseBranded(bytes)) {
      return Optional.of(MP4);
    }
    return bytes.has(0, 0x1a, 0x45, 0xdf, 0xa3) ? Optional.of(WEBM) : Optional.empty();
  }
}

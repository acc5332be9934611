package dev.darkroom.delivery;

import java.io.IOException;

/** A picture in memory that somebody handed over, judged by its bytes alone. */
public sealed interface PictureFile {

  /**
   * A picture, from its first byte to its last.
   *
   * @param extension such as {@code png}
   */
  record Picture(String contentType, String extension) implements PictureFile {}

  /**
   * Anything else.
   *
   * @param why with what to send instead
   */
  record Unusable(String why) implements PictureFile {}

  /** Judges bytes; nothing is decoded. */
  static PictureFile of(byte[] bytes) {
    if (bytes.length < MediaFormat.SIGNATURE) {
      return new Unusable(EXPECTED);
    }
    try {
      return switch (MediaHeader.read(new HeldBytes(bytes))) {
        case MediaHeader.Complete(var format, _, _) -> of(format);
        case MediaHeader.Truncated(var why, _) -> new Unusable("is cut off: " + why);
        case MediaHeader.Unreadable _, MediaHeader.Unsupported _ -> new Unusable(EXPECTED);
      };
    } catch (IOException notInMemory) {
      return new Unusable(EXPECTED);
    }
  }

  String EXPECTED = "must be a PNG, JPEG or WebP file";

  private static PictureFile of(MediaFormat format) {
    return switch (format) {
      case JPEG, PNG, WEBP -> new Picture(format.contentType(), format.extension());
      case MP4, WEBM -> new Unusable(EXPECTED);
    };
  }
}

package dev.darkroom.simulator.picture;

import java.util.Locale;

/** What a picture is written as. */
public enum PictureFormat {
  JPEG("jpg", "image/jpeg"),
  PNG("png", "image/png"),
  /** Only where a fault wants it. */
  WEBP("webp", "image/webp"),
  /** A few pictures that move. */
  MP4("mp4", "video/mp4");

  private final String extension;
  private final String contentType;

  PictureFormat(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** The other one of the two that pictures have; a film is a film. */
  public PictureFormat other() {
    return switch (this) {
      case JPEG -> PNG;
      case PNG -> JPEG;
      case WEBP -> WEBP;
      case MP4 -> MP4;
    };
  }

  public String extension() {
    return extension;
  }

  /** The name that ImageIO and the providers use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String contentType() {
    return contentType;
  }
}

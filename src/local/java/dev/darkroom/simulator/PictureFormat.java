package dev.darkroom.simulator;

import java.util.Locale;

/** What a picture is written as. */
enum PictureFormat {
  JPEG("jpg"),
  PNG("png");

  private final String extension;

  PictureFormat(String extension) {
    this.extension = extension;
  }

  String extension() {
    return extension;
  }

  /** The name that ImageIO and the providers use. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String contentType() {
    return "image/" + word();
  }
}

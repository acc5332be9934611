package dev.darkroom.task;

import java.util.Locale;
import java.util.Optional;

/** A file format that a caller may ask for. */
public enum OutputFormat {
  JPEG,
  PNG;

  /** As in events: {@code jpeg}, {@code png}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code jpeg} or {@code png}. */
  public static Optional<OutputFormat> parse(String text) {
    for (var one : values()) {
      if (one.text().equals(text)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}

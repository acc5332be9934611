package dev.darkroom.task;

import java.util.Optional;

/** The resolution tier of an image that is asked for by aspect ratio. */
public enum Resolution {
  K1,
  K2,
  K3,
  K4;

  /** As in events: {@code 1K} to {@code 4K}. */
  public String text() {
    return name().charAt(1) + "K";
  }

  /** Reads {@code 1K} to {@code 4K}. */
  public static Optional<Resolution> parse(String text) {
    for (var one : values()) {
      if (one.text().equals(text)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}

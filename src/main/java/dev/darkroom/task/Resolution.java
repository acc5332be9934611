package dev.darkroom.task;

import java.util.Optional;

/** The resolution tier of an image that is asked for by aspect ratio. */
public enum Resolution {
  K1(1),
  K2(2),
  K3(3),
  K4(4);

  /** Along a square's side, for each step of the tier. */
  public static final int PIXELS = 1024;

  private final int tier;

  Resolution(int tier) {
    this.tier = tier;
  }

  /** Steps of {@link #PIXELS} along a square's side, nominally. */
  public int tier() {
    return tier;
  }

  /** As in events: {@code 1K} to {@code 4K}. */
  public String text() {
    return tier + "K";
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

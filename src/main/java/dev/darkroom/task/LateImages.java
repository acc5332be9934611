package dev.darkroom.task;

import dev.darkroom.task.TaskState.Finality;
import java.util.Locale;
import java.util.Optional;

/** What becomes of images that turn up after their task was cancelled. */
public enum LateImages {
  /** They are stored, and delivered late: they were paid for. */
  KEEP(Finality.PROVISIONAL, "images that still come are delivered late"),
  /** They are not stored; only the bill is recorded. */
  DROP(Finality.DISCARDED, "images that still come are not stored");

  private final Finality finality;
  private final String words;

  LateImages(Finality finality, String words) {
    this.finality = finality;
    this.words = words;
  }

  /** The finality of a cancelled task of which images may still come. */
  Finality finality() {
    return finality;
  }

  /** For the requester. */
  String words() {
    return words;
  }

  /** As in requests: {@code keep} or {@code drop}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code keep} or {@code drop}. */
  public static Optional<LateImages> parse(String text) {
    for (var one : values()) {
      if (one.text().equals(text)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  static LateImages of(Finality finality) {
    return finality == Finality.DISCARDED ? DROP : KEEP;
  }
}

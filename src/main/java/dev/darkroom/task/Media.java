package dev.darkroom.task;

import java.util.Locale;

/** What a model makes. */
public enum Media {
  IMAGE,
  VIDEO;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

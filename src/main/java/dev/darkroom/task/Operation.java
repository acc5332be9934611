package dev.darkroom.task;

import java.util.Locale;

/** What a model is asked to do. */
public enum Operation {
  GENERATE,
  EDIT;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

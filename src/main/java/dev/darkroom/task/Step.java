package dev.darkroom.task;

import java.util.Locale;

/** A step of the flow, as log lines and timelines name it. */
public enum Step {
  INTAKE,
  SUBMISSION,
  CALLBACK,
  SWEEP,
  SETTLEMENT,
  NOTIFICATION,
  CONTROL;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name of the step's package, except for the sweep. */
  public String text() {
    return text;
  }
}

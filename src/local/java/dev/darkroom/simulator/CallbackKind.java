package dev.darkroom.simulator;

/** What a callback was meant to be. */
public enum CallbackKind {
  /** The one that the provider's document promises. */
  TRUE,
  /** Says {@code processing} when the task is long finished. */
  STALE,
  /** Says a state that no document has. */
  REVIEWING,
  /** Forged: the last segment of the path is not the one that was handed out. */
  BROKEN_TOKEN,
  /** Forged: the right path, but about another task and with a stranger's picture. */
  FOREIGN_TASK;

  /** Whether somebody else than the provider sends it. */
  boolean isForged() {
    return this == BROKEN_TOKEN || this == FOREIGN_TASK;
  }
}

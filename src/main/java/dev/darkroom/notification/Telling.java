package dev.darkroom.notification;

/** What became of telling an outcome on one channel. Reasons hold no token and no address. */
public sealed interface Telling {
  /** It was taken. */
  record Told() implements Telling {}

  /** This task has nobody to tell here. */
  record Nobody() implements Telling {}

  /** It will never be taken. */
  record GaveUp(String why) implements Telling {}

  /** It was not taken just now; another try may do. */
  record NotYet(String why) implements Telling {}
}

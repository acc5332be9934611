package dev.darkroom.provider;

/** The body of a paid call, or why there must be none. */
public sealed interface Outgoing {
  /** May be sent. */
  record Ready(String json) implements Outgoing {}

  /**
   * Must not be sent.
   *
   * @param why for the caller
   */
  record Unfit(String why) implements Outgoing {}
}

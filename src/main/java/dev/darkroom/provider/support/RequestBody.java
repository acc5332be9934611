package dev.darkroom.provider.support;

/** The body of a paid call, or why there must be none. */
public sealed interface RequestBody {
  /** May be sent. */
  record Ready(String json) implements RequestBody {}

  /**
   * Must not be sent.
   *
   * @param why for the caller
   */
  record Unsupported(String why) implements RequestBody {}
}

package dev.darkroom.notification;

/** The result of using a task token. A call that may succeed later is an exception. */
public sealed interface TokenResult {
  /** Step Functions took the outcome. */
  record Accepted() implements TokenResult {}

  /** No state waits for this token: it was used before, timed out, or never existed. */
  record Permanent(String why) implements TokenResult {}
}

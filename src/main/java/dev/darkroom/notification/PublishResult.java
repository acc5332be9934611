package dev.darkroom.notification;

/** The result of publishing an outcome on one channel. Reasons hold no token and no address. */
public sealed interface PublishResult {
  /** The receiver took the outcome. */
  record Published() implements PublishResult {}

  /** This task has no receiver on this channel. */
  record NoSubscriber() implements PublishResult {}

  /** The receiver will never take the outcome. */
  record Permanent(String why) implements PublishResult {}

  /** The receiver did not take the outcome; a retry may succeed. */
  record Transient(String why) implements PublishResult {}
}

package dev.darkroom.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * The result of publishing an outcome on one channel. Reasons are in the record for everybody who
 * may read it: they hold no token and no address.
 */
public sealed interface PublishResult {
  /** The receiver took the outcome. */
  record Published() implements PublishResult {}

  /** This task has no receiver on this channel. */
  record NoSubscriber() implements PublishResult {}

  /** The receiver will never take the outcome. */
  record Permanent(String why) implements PublishResult {}

  /**
   * The receiver did not take the outcome; a retry may succeed.
   *
   * @param nextTryAt when the channel wants to be tried again; empty: as Darkroom sees fit
   */
  record Transient(String why, Optional<Instant> nextTryAt) implements PublishResult {
    public Transient(String why) {
      this(why, Optional.empty());
    }
  }
}

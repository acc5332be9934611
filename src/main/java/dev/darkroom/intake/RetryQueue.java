package dev.darkroom.intake;

import java.time.Duration;
import java.util.Map;

/** The queue of events. An event that no provider takes now is put back on it. */
public interface RetryQueue {
  /** SQS's longest delay of a message (SendMessage in SQS' API, read 2026-11). */
  Duration LONGEST_DELAY = Duration.ofMinutes(15);

  /**
   * Puts an event back.
   *
   * @param queue ARN of the queue that it came from
   * @param attributes of the message, all of them texts
   * @param delay at most {@link #LONGEST_DELAY}
   * @return false, and nothing is sent, if nothing can be put back on that queue
   * @throws RuntimeException if the queue did not answer; the event may be on it
   */
  boolean putBack(String queue, String body, Map<String, String> attributes, Duration delay);
}

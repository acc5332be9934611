package dev.darkroom.entrypoint;

import dev.darkroom.intake.RetryQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Remembers what was put back on the one queue that it is. */
final class TestingRetryQueue implements RetryQueue {
  /** One event that was put back. */
  record Entry(String body, Map<String, String> attributes, Duration delay) {}

  private final String arn;
  private final List<Entry> entries = new ArrayList<>();
  private boolean isDown;

  TestingRetryQueue(String arn) {
    this.arn = arn;
  }

  void goDown() {
    isDown = true;
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  Entry last() {
    return entries.getLast();
  }

  @Override
  public boolean putBack(
      String queue, String body, Map<String, String> attributes, Duration delay) {
    if (isDown) {
      throw new IllegalStateException("SQS is down");
    }
    if (queue.equals(arn)) {
      entries.add(new Entry(body, attributes, delay));
    }
    return queue.equals(arn);
  }
}

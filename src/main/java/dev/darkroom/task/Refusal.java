package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import java.time.Instant;
import java.util.List;

/**
 * The record of an event that can never become a task, and whose sender waits for no answer.
 *
 * @param id the event's id, else its carrier's (SQS message, EventBridge event)
 * @param source what carried it
 * @param code such as {@code invalid_request}
 */
public record Refusal(
    RequestId id, String source, String code, String message, List<Fault> faults, Instant at) {
  public Refusal {
    faults = List.copyOf(faults);
  }

  /**
   * One thing that is wrong with an event. Both texts are cut: they hold what strangers wrote.
   *
   * @param path of the field, such as {@code images[1]}; empty for the event as a whole
   * @param message what is wrong and what to do
   */
  public record Fault(String path, String message) {
    static final int MAX_PATH = 200;
    static final int MAX_MESSAGE = 500;

    public Fault {
      path = TextCut.marked(path, MAX_PATH);
      message = TextCut.marked(message, MAX_MESSAGE);
    }
  }
}

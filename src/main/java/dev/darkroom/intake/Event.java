package dev.darkroom.intake;

import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.util.Optional;

/**
 * One event as it arrived, whatever carried it.
 *
 * @param body JSON, untrusted
 * @param headerId the idempotency key that stood beside the body: the same thing as {@code id}
 * @param carrierId what the carrier's own retries have in common (SQS message, EventBridge event,
 *     invocation), taken if there is no other
 * @param trace that stood beside the body
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
public record Event(
    byte[] body,
    Optional<String> headerId,
    Optional<RequestId> carrierId,
    Optional<TraceParent> trace) {
  /** An event is at most 256 KiB: what every carrier takes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** Part of no trace. */
  public Event(byte[] body, Optional<String> headerId, Optional<RequestId> carrierId) {
    this(body, headerId, carrierId, Optional.empty());
  }

  /** An event that nothing else is known of. */
  public static Event plain(byte[] body) {
    return new Event(body, Optional.empty(), Optional.empty());
  }

  /** With the trace that the carrier told of. What is no {@code traceparent} is overlooked. */
  public Event tracedBy(Optional<String> header) {
    return new Event(body, headerId, carrierId, header.flatMap(TraceParent::of));
  }

  /** An event in a carrier with an id of its own. */
  public static Event carried(byte[] body, RequestId carrierId) {
    return new Event(body, Optional.empty(), Optional.of(carrierId));
  }

  /**
   * The id that a carrier gave. One in the form of a task id, which would hide that task, gets
   * something before it: a carrier cannot be asked for another.
   *
   * @return empty if it cannot be one
   */
  public static Optional<RequestId> carrierId(String text) {
    return Optional.of(TaskId.isValid(text) ? "carrier-" + text : text)
        .filter(RequestId::isValid)
        .map(RequestId::new);
  }
}

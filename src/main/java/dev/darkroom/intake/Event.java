package dev.darkroom.intake;

import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.util.Optional;

/**
 * An event as it arrived, by any carrier.
 *
 * @param body JSON, untrusted
 * @param headerId the idempotency key beside the body, which means the same as {@code id}
 * @param carrierId the id that the carrier's own retries have in common (SQS message, EventBridge
 *     event, invocation); used if the event has no other
 * @param trace the trace beside the body
 * @param source the word for its carrier, for the log and the record of a refusal
 */
@SuppressWarnings("ArrayRecordComponent") // carried to its reader, never compared
public record Event(
    byte[] body,
    Optional<String> headerId,
    Optional<RequestId> carrierId,
    Optional<TraceParent> trace,
    String source) {
  /** The largest event, 256 KiB: what every carrier takes. */
  public static final int MAX_BYTES = 256 * 1024;

  /** An event without a trace. */
  public Event(byte[] body, Optional<String> headerId, Optional<RequestId> carrierId) {
    this(body, headerId, carrierId, Optional.empty(), "invoke");
  }

  /** An event of which nothing but the body is known. */
  public static Event plain(byte[] body) {
    return new Event(body, Optional.empty(), Optional.empty());
  }

  /** The event with the carrier's trace. A text that is no {@code traceparent} is ignored. */
  public Event tracedBy(Optional<String> header) {
    return new Event(body, headerId, carrierId, header.flatMap(TraceParent::of), source);
  }

  /** The event of this carrier. */
  public Event from(String carrier) {
    return new Event(body, headerId, carrierId, trace, carrier);
  }

  /** An event in a carrier with an id of its own. */
  public static Event carried(byte[] body, RequestId carrierId) {
    return new Event(body, Optional.empty(), Optional.of(carrierId));
  }

  /**
   * The id that a carrier gave. An id in the form of a task id would hide that task. It gets a
   * prefix, because a carrier cannot be asked for another id.
   *
   * @return empty if the text cannot be an id
   */
  public static Optional<RequestId> carrierId(String text) {
    return Optional.of(TaskId.isValid(text) ? "carrier-" + text : text)
        .filter(RequestId::isValid)
        .map(RequestId::new);
  }
}

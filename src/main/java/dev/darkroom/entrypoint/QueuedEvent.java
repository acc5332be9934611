package dev.darkroom.entrypoint;

import dev.darkroom.entrypoint.EventSource.EventBridge;
import dev.darkroom.intake.Envelope;
import dev.darkroom.intake.Event;
import dev.darkroom.task.RequestId;
import java.util.Optional;
import java.util.Set;

/** The event in a message of a queue. */
final class QueuedEvent {
  private QueuedEvent() {}

  /** The event of the submit queue. A rule may have put it there, with its envelope. */
  static Event of(String messageId, String body) {
    return in(LambdaIo.utf8(body), Event.carrierId(messageId));
  }

  /**
   * The event of a dead-letter queue. The letter is a message as it was sent, or the record of an
   * asynchronous invocation that failed (Lambda's destinations, read 2026-11). Then the event has
   * the id of the invocation.
   */
  static Event ofDeadLetter(String messageId, String body) {
    var invocation = Envelope.read(LambdaIo.utf8(body), Set.of("requestContext"), "requestPayload");
    var requestId = invocation.fields().path("requestContext").path("requestId");
    return invocation
        .inside()
        .filter(_ -> requestId.isTextual())
        .map(event -> in(LambdaIo.utf8(event), invocation(requestId.textValue(), messageId)))
        .orElseGet(() -> of(messageId, body));
  }

  /** The id of the invocation or the message, never a random one: a letter is read many times. */
  private static Optional<RequestId> invocation(String requestId, String messageId) {
    return Event.carrierId(requestId).or(() -> Event.carrierId(messageId));
  }

  private static Event in(byte[] body, Optional<RequestId> carrier) {
    return EventSource.of(body) instanceof EventBridge(var id, var detail)
        ? new Event(LambdaIo.utf8(detail), Optional.empty(), Event.carrierId(id).or(() -> carrier))
        : new Event(body, Optional.empty(), carrier);
  }
}

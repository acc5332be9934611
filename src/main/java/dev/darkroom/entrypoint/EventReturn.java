package dev.darkroom.entrypoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.darkroom.base.Bounds;
import dev.darkroom.entrypoint.EventSource.EventBridge;
import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.RetryQueue;
import dev.darkroom.intake.StrictJson;
import dev.darkroom.submission.SubmissionResult.Transient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Puts an event back on its queue if no provider takes it now, for as long as the provider said.
 * This ends at the event's deadline, counted from when it was first sent. After that, and where it
 * cannot be put back, SQS retries it in its own way, and moves it to the dead-letter queue.
 *
 * <p>SQS counts each receive of a message, and five retries of its own would be over within a
 * quarter of an hour. An event that is put back is a new message, which is sent before the old one
 * is deleted. It names the old one's id, so that both are one request.
 */
@ApplicationScoped
class EventReturn {
  static final String FIRST_SENT = "darkroomFirstSent";
  static final String NOT_BEFORE = "darkroomNotBefore";

  private static final Logger LOG = Logger.getLogger(EventReturn.class);
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

  private final RetryQueue queue;
  private final Clock clock;

  EventReturn(RetryQueue queue, Clock clock) {
    this.queue = queue;
    this.clock = clock;
  }

  /** Whether it is too early for a retry: a provider's wait may be longer than SQS's delays. */
  boolean isEarly(Message message) {
    return notBefore(message)
        .filter(then -> then.isAfter(clock.instant()))
        .filter(then -> then.isBefore(firstSent(message).plus(LONGEST_DEADLINE)))
        .isPresent();
  }

  /** Puts an early message back unchanged, for the rest of its wait. */
  boolean again(Message message) {
    return put(message, message.body(), notBefore(message).orElseGet(clock::instant));
  }

  /** Puts it back for as long as the provider said, or else as long as it has waited so far. */
  boolean later(Message message, Transient notNow) {
    var now = clock.instant();
    var waited = Duration.between(firstSent(message), now);
    var wait =
        Bounds.atLeast(
            SHORTEST, notNow.retryAfter().orElse(Bounds.atMost(waited, RetryQueue.LONGEST_DELAY)));
    var deadline = notNow.task().request().delivery().deadline();
    var body = named(message, notNow.task().request().id().value());
    return waited.plus(wait).compareTo(deadline) <= 0
        && body.isPresent()
        && put(message, body.get(), now.plus(wait));
  }

  private boolean put(Message message, String body, Instant then) {
    var attributes = new HashMap<String, String>();
    message.attribute("traceparent").ifPresent(trace -> attributes.put("traceparent", trace));
    attributes.put(FIRST_SENT, Long.toString(firstSent(message).toEpochMilli()));
    attributes.put(NOT_BEFORE, Long.toString(then.toEpochMilli()));
    var delay =
        Bounds.atMost(
            Duration.between(clock.instant(), then).plusMillis(999), RetryQueue.LONGEST_DELAY);
    try {
      return queue.putBack(message.queue(), body, Map.copyOf(attributes), delay);
    } catch (RuntimeException notSent) {
      LOG.warnf("message %s was not put back: %s", message.id(), notSent.getClass().getName());
      return false;
    }
  }

  /** The body with the id that its event has so far; empty: there is no place for the id. */
  private static Optional<String> named(Message message, String id) {
    var bytes = LambdaIo.utf8(message.body());
    if (EventSource.of(bytes) instanceof EventBridge(var eventId, var detail)) {
      return Event.carrierId(eventId).isPresent() || id(detail).equals(id)
          ? Optional.of(message.body())
          : Optional.empty();
    }
    if (id(message.body()).equals(id)
        || !(StrictJson.read(bytes).tree() instanceof ObjectNode event)) {
      return Optional.of(message.body());
    }
    return event.has("id") // null
        ? Optional.empty()
        : Optional.of(withId(message.body(), id))
            .filter(text -> LambdaIo.utf8(text).length <= Event.MAX_BYTES);
  }

  /** The event with the id in front. Other bytes stay: a number written anew may break a bound. */
  private static String withId(String event, String id) {
    int behindBrace = event.indexOf('{') + 1;
    return event.substring(0, behindBrace)
        + "\"id\":%s,".formatted(TextNode.valueOf(id))
        + event.substring(behindBrace);
  }

  private static String id(String event) {
    return StrictJson.read(LambdaIo.utf8(event)).tree().path("id").asText("");
  }

  /** When the event was first sent; a time in the future, written by others, counts as no time. */
  private Instant firstSent(Message message) {
    var now = clock.instant();
    return message
        .attribute(FIRST_SENT)
        .flatMap(EventReturn::moment)
        .or(() -> moment(message.sentAt()))
        .filter(then -> !then.isAfter(now))
        .orElse(now);
  }

  private static Optional<Instant> notBefore(Message message) {
    return message.attribute(NOT_BEFORE).flatMap(EventReturn::moment);
  }

  private static Optional<Instant> moment(String millis) {
    try {
      return millis.length() > 15
          ? Optional.empty()
          : Optional.of(Instant.ofEpochMilli(Long.parseLong(millis)));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }
}

package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.task.ChannelState;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.TraceParent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The outcome of a task, to be published.
 *
 * @param outcomeId the same each time this outcome is published
 * @param type one of {@link OutcomeType}: {@code generation.succeeded}
 * @param generation the record, without links
 * @param traceparent the caller's, where it gave one
 */
@RegisterForReflection // it is written as JSON
public record Outcome(
    String outcomeId, String type, GenerationAnswer generation, Optional<String> traceparent) {
  /** The present outcome for one channel. */
  public static Outcome of(ChannelState state, ImageBucket bucket) {
    var task = state.task();
    return new Outcome(
        state.outcomeId(),
        task.outcomeType().map(OutcomeType::text).orElseThrow(),
        GenerationAnswer.unsigned(task, bucket),
        task.trace().map(TraceParent::value));
  }

  /**
   * As JSON; what is too large for a channel is abridged, and says so.
   *
   * @param most bytes that the channel takes
   */
  public String text(Json json, int most) {
    var whole = json.write(this);
    return whole.getBytes(StandardCharsets.UTF_8).length <= most
        ? whole
        : json.write(new Abridged(outcomeId, type, AbridgedAnswer.of(generation), traceparent));
  }

  /** The same with what matters of the record. */
  @RegisterForReflection // it is written as JSON
  record Abridged(
      String outcomeId, String type, AbridgedAnswer generation, Optional<String> traceparent) {}
}

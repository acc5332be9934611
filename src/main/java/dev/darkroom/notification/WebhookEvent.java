package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.Task;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * The body of a webhook, in the shape that Standard Webhooks recommends. Its id is a header, the
 * same each time this outcome is sent.
 *
 * @param type one of {@link OutcomeType}: {@code generation.succeeded}
 * @param timestamp when the outcome was recorded
 * @param data the record, without links
 */
@RegisterForReflection // it is written as JSON
record WebhookEvent(String type, Instant timestamp, GenerationAnswer data) {
  static WebhookEvent of(Task task, ImageBucket bucket) {
    return new WebhookEvent(
        task.outcomeType().map(OutcomeType::text).orElseThrow(),
        task.outcomeAt(),
        GenerationAnswer.unsigned(task, bucket));
  }
}

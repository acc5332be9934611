package dev.darkroom.answer;

import dev.darkroom.task.PublicationReport;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who was told the outcomes of a generation, and how that went.
 *
 * @param deliveries of each outcome and channel, the present outcome last; empty before the end
 */
public record DeliveriesAnswer(
    String id, String taskId, List<DeliveryAnswer> deliveries, Map<String, String> links) {
  public DeliveriesAnswer {
    deliveries = List.copyOf(deliveries);
  }

  public static DeliveriesAnswer of(Task task) {
    return new DeliveriesAnswer(
        task.request().id().value(),
        task.id().value(),
        PublicationReport.all(task).stream().map(DeliveryAnswer::of).toList(),
        Links.of(task.id()));
  }

  /** The same for a caller to whom the API begins with this base path. */
  public DeliveriesAnswer behind(String base) {
    return new DeliveriesAnswer(id, taskId, deliveries, Links.behind(base, links));
  }

  /**
   * One outcome on one channel.
   *
   * @param status {@code taken}, {@code waiting}, {@code given_up}, {@code superseded} or {@code
   *     none}
   * @param attempts the last ones, the oldest first
   * @param attemptCount all of them
   */
  public record DeliveryAnswer(
      String channel,
      String outcomeId,
      String type,
      String status,
      List<AttemptAnswer> attempts,
      int attemptCount,
      Optional<Instant> nextTryAt) {
    static DeliveryAnswer of(PublicationReport report) {
      return new DeliveryAnswer(
          report.publication().channel(),
          report.publication().outcomeId(),
          report.type().text(),
          report.status().text(),
          report.attempts().stream().map(AttemptAnswer::of).toList(),
          report.attemptCount(),
          report.nextTryAt());
    }
  }

  /**
   * One attempt.
   *
   * @param result {@code taken}, or why it was not, without secrets and addresses
   */
  public record AttemptAnswer(Instant at, String result, Optional<Instant> nextTryAt) {
    static AttemptAnswer of(PublishAttempt attempt) {
      return new AttemptAnswer(attempt.at(), attempt.text(), attempt.nextTryAt());
    }
  }
}

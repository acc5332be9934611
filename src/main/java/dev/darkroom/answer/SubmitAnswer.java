package dev.darkroom.answer;

import dev.darkroom.task.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a submit, the same from HTTP (202) and from a direct invoke. */
public record SubmitAnswer(
    String id,
    String taskId,
    String status,
    Optional<String> provider,
    String model,
    List<AdjustmentAnswer> adjustments,
    Optional<CostAnswer> cost,
    Optional<Long> estimatedSeconds,
    Map<String, String> links) {

  public static SubmitAnswer of(Task task) {
    return new SubmitAnswer(
        task.request().id().value(),
        task.id().value(),
        task.state().status(),
        task.provider().map(Object::toString),
        task.request().model().value(),
        AdjustmentAnswer.all(task),
        task.cost().map(CostAnswer::of),
        task.estimate().map(Duration::toSeconds),
        Map.of("self", "/v1/generations/" + task.id()));
  }

  /** One difference between asked, sent and received. */
  public record AdjustmentAnswer(
      String field,
      String requested,
      Optional<String> sent,
      Optional<String> actual,
      String kind,
      String reason) {
    static List<AdjustmentAnswer> all(Task task) {
      return task.adjustments().stream()
          .map(
              one ->
                  new AdjustmentAnswer(
                      one.field(),
                      one.requested(),
                      one.sent(),
                      one.actual(),
                      one.kind().text(),
                      one.reason()))
          .toList();
    }
  }

  /** Amounts are decimals as text would be: never rounded. */
  public record CostAnswer(BigDecimal amount, String unit, String basis) {
    static CostAnswer of(dev.darkroom.task.Cost cost) {
      return new CostAnswer(
          cost.amount(), cost.unit(), cost.basis().name().toLowerCase(java.util.Locale.ROOT));
    }
  }
}

package dev.darkroom.answer;

import dev.darkroom.task.Cost;
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
    CostAnswer cost,
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
        CostAnswer.of(task),
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

  /**
   * What it costs, as far as the provider says so. Amounts are decimals, never rounded.
   *
   * @param status {@code none}: no provider took it; {@code unknown}: it may cost something, nobody
   *     said how much; else the surest of the two figures
   */
  public record CostAnswer(
      String status, Optional<AmountAnswer> reserved, Optional<AmountAnswer> billed) {
    static CostAnswer of(Task task) {
      var costs = task.costs();
      return new CostAnswer(
          status(task),
          costs.reserved().map(AmountAnswer::of),
          costs.billed().map(AmountAnswer::of));
    }

    private static String status(Task task) {
      if (task.isReclaimable()) {
        return "none";
      }
      if (task.costs().billed().isPresent()) {
        return "billed";
      }
      return task.costs().reserved().isPresent() ? "reserved" : "unknown";
    }
  }

  /** An amount in the provider's own unit. */
  public record AmountAnswer(BigDecimal amount, String unit) {
    static AmountAnswer of(Cost cost) {
      return new AmountAnswer(cost.amount(), cost.unit());
    }
  }
}

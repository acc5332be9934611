package dev.darkroom.answer;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Cost;
import dev.darkroom.task.Task;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a submit, the same over HTTP (202) and to a direct invoke. */
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
        AdjustmentAnswer.all(task.terms().adjustments()),
        CostAnswer.of(task),
        task.terms().estimate().map(Duration::toSeconds),
        Links.of(task.id()));
  }

  /** The same answer for a caller whose API begins with this base path. */
  public SubmitAnswer behind(String base) {
    return new SubmitAnswer(
        id,
        taskId,
        status,
        provider,
        model,
        adjustments,
        cost,
        estimatedSeconds,
        Links.behind(base, links));
  }

  /** The path of the record. */
  public String self() {
    return links.getOrDefault(Links.SELF, "");
  }

  /** One difference between what was requested, sent and received. */
  public record AdjustmentAnswer(
      String field,
      String requested,
      Optional<String> sent,
      Optional<String> actual,
      String kind,
      String reason) {
    static List<AdjustmentAnswer> all(List<Adjustment> adjustments) {
      return adjustments.stream()
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
   * The cost, as far as the provider says so. Amounts are decimals, never rounded.
   *
   * @param status {@code none}: no provider took it; {@code unknown}: it may cost something, and
   *     nobody said how much; otherwise the surer of the two figures
   */
  public record CostAnswer(
      String status, Optional<AmountAnswer> reserved, Optional<AmountAnswer> billed) {
    static CostAnswer of(Task task) {
      var reserved = task.terms().costs().reserved().flatMap(AmountAnswer::of);
      var billed = task.terms().costs().billed().flatMap(AmountAnswer::of);
      return new CostAnswer(
          status(task, reserved.isPresent(), billed.isPresent()), reserved, billed);
    }

    private static String status(Task task, boolean isReserved, boolean isBilled) {
      if (task.isReclaimable() || task.state().isUnspent()) {
        return "none";
      }
      if (isBilled) {
        return "billed";
      }
      return isReserved ? "reserved" : "unknown";
    }
  }

  /** An amount in the provider's own unit. An implausible amount is unknown. */
  public record AmountAnswer(BigDecimal amount, String unit) {
    static Optional<AmountAnswer> of(Cost cost) {
      return Optional.of(cost)
          .filter(Cost::isPlausible)
          .map(good -> new AmountAnswer(good.amount(), good.unit()));
    }
  }
}

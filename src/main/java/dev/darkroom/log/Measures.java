package dev.darkroom.log;

import dev.darkroom.task.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The metrics of a step, written with its line.
 *
 * @param values at most one of each metric
 * @param reason of a failure or a refusal: one of Darkroom's codes; of a line without metrics a few
 *     words, free of links and secrets
 * @param unit of the cost
 */
public record Measures(
    Map<Metric, BigDecimal> values, Optional<String> reason, Optional<String> unit) {
  /** No metric. */
  public static final Measures NONE = new Measures(Map.of(), Optional.empty(), Optional.empty());

  public static Measures one(Metric metric) {
    return NONE.and(metric);
  }

  /** No metric, but the cause of what the line says. */
  public static Measures because(String cause) {
    return new Measures(Map.of(), Optional.of(cause), Optional.empty());
  }

  /** One failure or refusal, for this reason. */
  public static Measures one(Metric metric, String reason) {
    return new Measures(Map.of(metric, BigDecimal.ONE), Optional.of(reason), Optional.empty());
  }

  public Measures and(Metric metric) {
    return and(metric, 1);
  }

  public Measures and(Metric metric, long value) {
    return with(metric, BigDecimal.valueOf(value), unit);
  }

  /** Adds elapsed time in the metric's unit; negative milliseconds count as zero. */
  public Measures and(Metric metric, Duration value) {
    return and(
        metric,
        metric.unit().equals("Seconds") ? value.toSeconds() : Math.max(0, value.toMillis()));
  }

  /** Adds an amount; an implausible one is unknown, and not counted. */
  public Measures and(Cost cost) {
    return cost.isPlausible() ? with(Metric.COST, cost.amount(), Optional.of(cost.unit())) : this;
  }

  private Measures with(Metric metric, BigDecimal value, Optional<String> nextUnit) {
    var more = new LinkedHashMap<>(values);
    more.put(metric, value);
    return new Measures(more, reason, nextUnit);
  }
}

package dev.darkroom.settlement;

import dev.darkroom.check.Check;
import dev.darkroom.check.Check.Source;
import dev.darkroom.log.Measures;
import dev.darkroom.log.Metric;
import dev.darkroom.task.Costs;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The metrics of a final record: total functions. */
final class SettlementMetrics {
  private SettlementMetrics() {}

  /**
   * For a record that was written just now.
   *
   * @param linksExpireAt when the provider's links expire, where it says so
   */
  static Measures of(Task settled, Check check, Optional<Instant> linksExpireAt) {
    return switch (settled.state()) {
      case Delivered(_, var images, _, _) -> {
        var now = settled.timeline().updatedAt();
        var counts =
            Measures.one(Metric.DELIVERED)
                .and(Metric.BYTES, images.stream().mapToLong(StoredImage::bytes).sum())
                .and(Metric.SUBMIT_TO_STORED, Duration.between(settled.createdAt(), now));
        if (check.source() instanceof Source.Callback(var rangAt)) {
          counts = counts.and(Metric.CALLBACK_TO_STORED, Duration.between(rangAt, now));
        }
        if (linksExpireAt.isPresent()) {
          counts = counts.and(Metric.COPY_MARGIN, Duration.between(now, linksExpireAt.get()));
        }
        yield recovered(cost(settled.terms().costs(), counts), check);
      }
      case Failed(var failure, var finality, _) -> {
        var counts = Measures.one(Metric.FAILED, failure.code().text());
        yield finality.isOpen() // a bill may follow, with the images
            ? counts
            : recovered(bill(settled.terms().costs(), counts), check);
      }
      case Open _ -> Measures.NONE;
    };
  }

  /** For a cancelled task whose bill was recorded just now. */
  static Measures discarded(Task closed, Check check) {
    return recovered(bill(closed.terms().costs(), Measures.NONE), check);
  }

  /** For an outcome that was published just now; it was recorded and counted before. */
  static Measures published(Check check) {
    return recovered(Measures.NONE, check);
  }

  private static Measures recovered(Measures counts, Check check) {
    return check.source() instanceof Source.Sweep ? counts.and(Metric.RECOVERED_BY_SWEEP) : counts;
  }

  private static Measures cost(Costs costs, Measures counts) {
    return costs.billed().or(costs::reserved).map(counts::and).orElse(counts);
  }

  private static Measures bill(Costs costs, Measures counts) {
    return costs.billed().map(counts::and).orElse(counts);
  }
}

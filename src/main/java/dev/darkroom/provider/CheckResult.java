package dev.darkroom.provider;

import dev.darkroom.task.ProviderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The result of a check of a task at its provider. */
public sealed interface CheckResult {
  /**
   * The provider answered about exactly the task that was asked for.
   *
   * @param createdAt when the provider made the task, where it says so
   * @param model the provider's name of the model, where it says so
   * @param answeredAt the provider's own clock at the answer, where the answer has a {@code Date}
   */
  record Reported(
      ProviderReport report,
      Optional<Instant> createdAt,
      Optional<String> model,
      Optional<Instant> answeredAt)
      implements CheckResult {
    /** A report without the provider's clock. */
    public Reported(ProviderReport report, Optional<Instant> createdAt, Optional<String> model) {
      this(report, createdAt, model, Optional.empty());
    }
  }

  /** The provider knows no such task. */
  record NotKnown() implements CheckResult {}

  /** The provider answered about another task than the one asked for. */
  record Mismatched() implements CheckResult {}

  /**
   * No readable answer.
   *
   * @param why free of secrets
   */
  record Transient(String why, Optional<Duration> retryAfter) implements CheckResult {}
}

package dev.darkroom.provider;

import dev.darkroom.task.ProviderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a check of a task at its provider gave. */
public sealed interface CheckResult {
  /**
   * The provider spoke about the very task that was asked for.
   *
   * @param createdAt when it was made over there, where the provider says so
   * @param model the provider's name of the model, where the provider says so
   * @param answeredAt the provider's own clock as it answered, where the answer has a {@code Date}
   */
  record Reported(
      ProviderReport report,
      Optional<Instant> createdAt,
      Optional<String> model,
      Optional<Instant> answeredAt)
      implements CheckResult {
    /** Without a word on the provider's clock. */
    public Reported(ProviderReport report, Optional<Instant> createdAt, Optional<String> model) {
      this(report, createdAt, model, Optional.empty());
    }
  }

  /** It knows no such task. */
  record NotKnown() implements CheckResult {}

  /** It spoke about another task than the one asked for. */
  record Mismatched() implements CheckResult {}

  /**
   * No readable answer.
   *
   * @param why free of secrets
   */
  record Transient(String why, Optional<Duration> retryAfter) implements CheckResult {}
}

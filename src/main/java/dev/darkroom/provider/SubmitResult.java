package dev.darkroom.provider;

import dev.darkroom.task.Cost;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import java.time.Duration;
import java.util.Optional;

/** What became of a paid call, told apart by whether it may have been taken. */
public sealed interface SubmitResult {
  /** Taken, and its id is known. */
  record Accepted(ProviderTaskRef ref, Optional<Cost> reserved, Optional<Duration> estimate)
      implements SubmitResult {}

  /**
   * Taken, and done at once: a synchronous provider answers the paid call with the result.
   *
   * @param ref the provider's name of it, where it gives one; else one of the adapter's making
   */
  record Finished(ProviderTaskRef ref, ProviderReport.Succeeded result) implements SubmitResult {}

  /**
   * Provably not taken, and it may work later: never sent, or refused before work.
   *
   * @param retryAfter the provider's own word on when
   */
  record Transient(Failure failure, Optional<Duration> retryAfter) implements SubmitResult {}

  /** Provably not taken: the provider said no. */
  record Refused(Failure failure) implements SubmitResult {}

  /**
   * May have been taken, and billed. Never sent again, to nobody.
   *
   * @param why what came instead of a readable answer, free of secrets
   */
  record InDoubt(String why) implements SubmitResult {}
}

package dev.darkroom.provider;

import dev.darkroom.task.Cost;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import java.time.Duration;
import java.util.Optional;

/** The result of a paid call, by whether the provider may have taken it. */
public sealed interface SubmitResult {
  /** Taken, with a known id. */
  record Accepted(ProviderTaskRef ref, Optional<Cost> reserved, Optional<Duration> estimate)
      implements SubmitResult {}

  /**
   * Taken and done: a synchronous provider answers the paid call with the result.
   *
   * @param ref the provider's name of it, where it gives one; otherwise one that the adapter makes
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
   * Perhaps taken, and billed. Never sent again, to any provider.
   *
   * @param why what came instead of a readable answer, free of secrets
   * @param sent the call, where the provider can be sent it again
   */
  record InDoubt(String why, Optional<SentCall> sent) implements SubmitResult {
    /** A call that is never repeated. */
    public InDoubt(String why) {
      this(why, Optional.empty());
    }
  }
}

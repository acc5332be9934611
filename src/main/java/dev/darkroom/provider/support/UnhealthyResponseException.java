package dev.darkroom.provider.support;

import dev.darkroom.provider.support.CallOutcome.Answered;
import java.time.Duration;
import java.util.Set;

/** Carries an answer that says "not now" or "broken" through the policies, which see exceptions. */
final class UnhealthyResponseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> WORTH_ANOTHER_READ = Set.of(429, 500, 502, 503, 504);

  /** A longer wait is not ours: the caller hands it to the queue, where waiting is free. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final transient Answered answer;

  private UnhealthyResponseException(Answered answer) {
    super("answered " + answer.status(), null, false, false);
    this.answer = answer;
  }

  /** The answer, unless it is an unhealthy one. */
  static Answered unless(Answered answer) {
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new UnhealthyResponseException(answer);
    }
    return answer;
  }

  Answered answer() {
    return answer;
  }

  /** Whether it speaks against the provider's health: being asked for patience does not. */
  boolean isFault() {
    return answer.status() >= 500;
  }

  boolean isWorthAnotherRead() {
    return WORTH_ANOTHER_READ.contains(answer.status())
        && answer.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WAIT) <= 0;
  }
}

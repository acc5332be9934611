package dev.darkroom.provider.support;

import dev.darkroom.provider.support.CallOutcome.Answered;
import java.time.Duration;
import java.util.Set;

/** Carries an answer that says "later" or "broken" through the policies, which see exceptions. */
final class UnhealthyResponseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> WORTH_ANOTHER_READ = Set.of(429, 500, 502, 503, 504);

  /** The longest wait here: longer ones go to the queue, where waiting is free. */
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

  /** Whether the answer speaks against the provider's health: a request to wait does not. */
  boolean isFault() {
    return answer.status() >= 500;
  }

  boolean isWorthAnotherRead() {
    return WORTH_ANOTHER_READ.contains(answer.status())
        && answer.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WAIT) <= 0;
  }
}

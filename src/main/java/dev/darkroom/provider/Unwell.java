package dev.darkroom.provider;

import dev.darkroom.provider.Exchange.Answered;
import java.time.Duration;
import java.util.Set;

/** Carries an answer that says "not now" or "broken" through the guards, which see exceptions. */
final class Unwell extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<Integer> WORTH_ANOTHER_READ = Set.of(429, 500, 502, 503, 504);

  /** A longer wait is not ours: the caller hands it to the queue, where waiting is free. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final transient Answered answer;

  private Unwell(Answered answer) {
    super("answered " + answer.status(), null, false, false);
    this.answer = answer;
  }

  /** The answer, unless it is an unwell one. */
  static Answered unless(Answered answer) {
    if (answer.status() == 429 || answer.status() >= 500) {
      throw new Unwell(answer);
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

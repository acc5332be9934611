package dev.darkroom.provider.support;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The outcome of one HTTP call to a provider, by whether it may have arrived. */
public sealed interface CallOutcome {
  /**
   * Provably never left: no connection, no key, or a policy kept it back.
   *
   * @param why free of secrets
   */
  record NotSent(String why) implements CallOutcome {}

  /**
   * May have arrived; nothing readable came back.
   *
   * @param why free of secrets
   */
  record Unanswered(String why) implements CallOutcome {}

  /**
   * The provider answered, whatever it said.
   *
   * @param headers names in lower case, the first value of each
   * @param body as text, at most {@link ResponseReader#MAX_BYTES}; untrusted, never for a log
   */
  record Answered(int status, Map<String, String> headers, String body) implements CallOutcome {
    public Answered {
      headers = Map.copyOf(headers);
    }

    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The provider's own clock when it answered. */
    public Optional<Instant> answeredAt() {
      return RetryAfter.theirNow(headers);
    }

    /** How long the provider asks to wait before a retry. */
    public Optional<Duration> retryAfter() {
      return RetryAfter.in(status, headers, InstantSource.system());
    }

    @Override
    public String toString() {
      return "Answered[status=" + status + "]";
    }
  }
}

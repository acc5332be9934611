package dev.darkroom.task;

import java.util.Locale;

/** Every way a generation can fail, with one name for all providers. */
public enum ErrorCode {
  /** The prompt, a reference or the result was refused for its content. */
  CONTENT_REFUSED(false),
  /** The account with the provider has nothing left. */
  QUOTA_EXHAUSTED(true),
  /** The provider asks for patience. */
  RATE_LIMITED(true),
  /** The provider refused the parameters. */
  INVALID_REQUEST(false),
  /** The provider does not take our key. */
  KEY_REJECTED(true),
  /** The provider could not be reached, or said that it cannot work now. */
  PROVIDER_UNAVAILABLE(true),
  /** Its event was given up after several tries: no provider took it. It may be sent back. */
  NOT_TAKEN(false),
  /** The provider tried, and failed. */
  GENERATION_FAILED(true),
  /** The image was made, but its link expired before it was fetched. */
  RESULT_EXPIRED(false),
  /** The image was made, but its link gives no acceptable image. */
  RESULT_REJECTED(false),
  /** The image was made, but could not be fetched or stored so far. Retries go on. */
  RESULT_UNAVAILABLE(false),
  /** Whether the provider took (and billed) the task was never learnt. */
  SUBMISSION_IN_DOUBT(false),
  /** The provider took the task and gave no result in time. */
  DEADLINE_PASSED(false),
  /** The requester cancelled it. */
  CANCELLED(false);

  private final boolean retryable;

  ErrorCode(boolean retryable) {
    this.retryable = retryable;
  }

  /**
   * Whether another submit, under a new id, is right. Nothing was spent, or the provider reported a
   * failure. What a provider took and may have billed is paid for twice by another.
   */
  public boolean isRetryable() {
    return retryable;
  }

  /** Whether another provider may be asked: this one has not taken the task. */
  public boolean allowsFallback() {
    return switch (this) {
      case QUOTA_EXHAUSTED, RATE_LIMITED, KEY_REJECTED, PROVIDER_UNAVAILABLE -> true;
      case CONTENT_REFUSED,
          INVALID_REQUEST,
          NOT_TAKEN,
          GENERATION_FAILED,
          RESULT_EXPIRED,
          RESULT_REJECTED,
          RESULT_UNAVAILABLE,
          SUBMISSION_IN_DOUBT,
          DEADLINE_PASSED,
          CANCELLED ->
          false;
    };
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.darkroom.simulator.fault;

/** Faults of the paid call. Those that refuse accept nothing, unless {@link #TAKEN} is there. */
public enum SubmitFault implements Fault {
  /** Accepted, then the connection is closed without an answer. The callback comes. */
  NO_ANSWER,
  /** Accepted, then neither answer nor callback. */
  NO_ANSWER_LOST,
  /** 429 with {@code Retry-After: 1} for the first submit of that very prompt, then fine. */
  THROTTLE_ONCE,
  /** Accepted, then answered 500. The callback comes. */
  ERROR_AFTER_ACCEPT,
  /** Not accepted, and said so with status 200. */
  ERROR_IN_200,
  /** 401, whatever the key. */
  KEY_REJECTED,
  /** Out of money (402, at LiangXin 403), whatever the key. */
  QUOTA,
  /** This status with a page of a machine in between, without any header of the provider. */
  ANSWER("499"),
  /**
   * This code in an error of the provider's own shape, a number if it is one. The status is 200, or
   * that of {@link #ANSWER}.
   */
  ERROR_CODE("service_unavailable"),
  /** The text beside {@link #ERROR_CODE}. */
  ERROR_TEXT("something went wrong"),
  /** Accepted and answered, with {@code "error": <value>} beside a nested id. */
  ERROR_FALSE("false"),
  /** The idempotency key is ignored: a repeat makes a second task. */
  KEY_IGNORED,
  /** A repeat with the same idempotency key gets no answer. */
  REPLAY_LOST,
  /** A repeat with the same idempotency key is answered 409 {@code paid_outcome_unknown}. */
  REPLAY_UNKNOWN,
  /** Whatever refuses, the task is made, and is called back for. */
  TAKEN;

  private final String otherwise;

  SubmitFault() {
    this("");
  }

  SubmitFault(String otherwise) {
    this.otherwise = otherwise;
  }

  @Override
  public String otherwise() {
    return otherwise;
  }
}

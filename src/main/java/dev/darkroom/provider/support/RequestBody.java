package dev.darkroom.provider.support;

import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;

/** The body of a paid call, or why there must be none. */
public sealed interface RequestBody {
  /** May be sent. */
  record Ready(String json) implements RequestBody {}

  /**
   * Must not be sent.
   *
   * @param why for the caller
   */
  record Unsupported(String why) implements RequestBody {
    /** The result of a paid call that was not made. */
    public Refused refusedBy(ProviderId provider) {
      return new Refused(Failure.of(ErrorCode.INVALID_REQUEST, why, provider));
    }
  }
}

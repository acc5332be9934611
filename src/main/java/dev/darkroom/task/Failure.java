package dev.darkroom.task;

import java.util.Optional;

/**
 * Why a generation failed.
 *
 * @param message for the caller; a provider's words only cut and scrubbed
 * @param provider whose failure it is, where one was involved
 */
public record Failure(ErrorCode code, String message, Optional<ProviderId> provider) {
  public static Failure of(ErrorCode code, String message, ProviderId provider) {
    return new Failure(code, message, Optional.of(provider));
  }
}

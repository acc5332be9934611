package dev.darkroom.task;

import java.util.Optional;

/**
 * Why a generation failed.
 *
 * @param message for the caller; a provider's words only cut and scrubbed
 * @param provider whose failure it is, where one was involved
 * @param providerCode the provider's own code, scrubbed, where it gave one
 */
public record Failure(
    ErrorCode code, String message, Optional<ProviderId> provider, Optional<String> providerCode) {

  public static Failure of(ErrorCode code, String message, ProviderId provider) {
    return new Failure(code, message, Optional.of(provider), Optional.empty());
  }

  public Failure withMessage(String next) {
    return new Failure(code, next, provider, providerCode);
  }

  /** With the provider's own code beside ours; empty: it gave none. */
  public Failure withProviderCode(Optional<String> next) {
    return new Failure(code, message, provider, next);
  }
}

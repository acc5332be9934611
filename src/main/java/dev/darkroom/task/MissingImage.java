package dev.darkroom.task;

/**
 * An image that the provider made, and that will never be stored.
 *
 * @param index position in the provider's list, from 0
 * @param code {@link ErrorCode#RESULT_EXPIRED}, {@link ErrorCode#RESULT_REJECTED} or {@link
 *     ErrorCode#RESULT_UNAVAILABLE}
 * @param reason one sentence for the caller, free of links
 */
public record MissingImage(int index, ErrorCode code, String reason) {
  /** For the timeline. */
  String note() {
    return "image " + index + " missing: " + code.text();
  }
}

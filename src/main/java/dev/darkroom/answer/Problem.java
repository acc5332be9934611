package dev.darkroom.answer;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An error answer, RFC 9457 {@code application/problem+json}: one shape everywhere.
 *
 * @param type a URN of the code
 * @param status as an HTTP status, even where no HTTP is involved
 * @param detail one or two sentences for a person: what happened and what to do
 * @param code for a program
 * @param errors the first faults, each with the path of its field, and how many more there are
 */
public record Problem(
    String type, String title, int status, String detail, String code, List<Fault> errors) {
  public static final String MEDIA_TYPE = "application/problem+json";

  static final int MAX_DETAIL = 2000;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？]\\s*$");

  /** Bounds the answer: an untrusted event must not make one that is too large to send. */
  public Problem {
    detail =
        detail.codePointCount(0, detail.length()) <= MAX_DETAIL
            ? detail
            : detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL - 1)) + "…";
    errors = List.copyOf(errors);
  }

  /** The event never becomes a task. */
  public static Problem of(Rejection rejection) {
    return switch (rejection.code()) {
      case INVALID_REQUEST -> of(rejection, 400, "Invalid request");
      case NOT_HONOURABLE -> of(rejection, 422, "No provider can honour the request");
      case TOO_EXPENSIVE -> of(rejection, 422, "More expensive than allowed");
      case PRICE_UNKNOWN -> of(rejection, 422, "The price is not known");
      case EVENT_TOO_LARGE -> of(rejection, 413, "Event too large");
      case IDEMPOTENCY_MISMATCH -> of(rejection, 422, "The id is in use for another request");
      case GENERATION_DELETED -> of(rejection, 409, "The id is of a deleted generation");
      case TOO_MANY_WAITING -> of(rejection, 429, "Too many wait for this task");
    };
  }

  private static Problem of(Rejection rejection, int status, String title) {
    return of(status, rejection.code().text(), title, rejection.detail(), rejection.faults());
  }

  /** No provider took the request; nothing was spent. */
  public static Problem notAccepted(Failure failure) {
    return of(
        statusOf(failure.code()),
        failure.code().text(),
        "Not accepted",
        failure.provider().map(provider -> provider + ": ").orElse("")
            + asSentence(failure.message())
            + " Nothing was spent, and the id can be used again.",
        List.of());
  }

  private static String asSentence(String words) {
    return SENTENCE_END.matcher(words).find() ? words : words + ".";
  }

  public static Problem notFound(String detail) {
    return of(404, "not_found", "Not found", detail, List.of());
  }

  /** There is a record, and it cannot be read. Why is for operators, in the log. */
  public static Problem unreadable(String id) {
    return of(
        500,
        "record_unreadable",
        "The record cannot be read",
        "There is a record of this generation ("
            + id
            + "), and it cannot be read. Sending the request again does not help: the operators of"
            + " this Darkroom find the reason in its log.",
        List.of());
  }

  public static Problem of(
      int status, String code, String title, String detail, List<Fault> faults) {
    return new Problem("urn:darkroom:problem:" + code, title, status, detail, code, faults);
  }

  private static int statusOf(ErrorCode code) {
    return switch (code) {
      case CONTENT_REFUSED, INVALID_REQUEST -> 422;
      case CANCELLED -> 409;
      case RATE_LIMITED, QUOTA_EXHAUSTED, KEY_REJECTED, PROVIDER_UNAVAILABLE, NOT_TAKEN -> 503;
      case GENERATION_FAILED,
          RESULT_EXPIRED,
          RESULT_REJECTED,
          RESULT_UNAVAILABLE,
          SUBMISSION_IN_DOUBT,
          DEADLINE_PASSED ->
          502;
    };
  }
}

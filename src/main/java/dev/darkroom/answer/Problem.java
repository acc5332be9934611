package dev.darkroom.answer;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
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

  /** The faults that are listed; a last entry says how many more there are. */
  static final int MAX_ERRORS = 20;

  static final int MAX_DETAIL = 2000;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?…。！？]\\s*$");

  /** Bounds the answer: an untrusted event must not make one that is too large to send. */
  public Problem {
    detail =
        detail.codePointCount(0, detail.length()) <= MAX_DETAIL
            ? detail
            : detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL - 1)) + "…";
    errors = bounded(errors);
  }

  /** The event cannot be understood, or breaks a rule. */
  public static Problem invalid(List<Fault> faults) {
    return of(400, "invalid_request", "Invalid request", summary(faults), faults);
  }

  /** The event is understood, but no active provider can honour it. */
  public static Problem unroutable(List<Fault> faults) {
    return of(
        422,
        "not_honourable",
        "No provider can honour the request",
        summary(faults) + " With \"onLoss\": \"adapt\" what can be adapted is.",
        faults);
  }

  public static Problem tooLarge(int limit) {
    return of(
        413,
        "event_too_large",
        "Event too large",
        "An event is at most " + limit + " bytes. Pass images by link, not by value.",
        List.of());
  }

  public static Problem mismatch() {
    return of(
        422,
        "idempotency_mismatch",
        "The id is in use for another request",
        "This id belongs to a task with other parameters. Use a new id for a new request, or send"
            + " the same request again.",
        List.of(new Fault("id", "is in use for another request")));
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

  public static Problem of(
      int status, String code, String title, String detail, List<Fault> faults) {
    return new Problem("urn:darkroom:problem:" + code, title, status, detail, code, faults);
  }

  private static List<Fault> bounded(List<Fault> faults) {
    if (faults.size() <= MAX_ERRORS + 1) {
      return List.copyOf(faults);
    }
    var told = new ArrayList<>(faults.subList(0, MAX_ERRORS));
    told.add(new Fault("", "and " + (faults.size() - MAX_ERRORS) + " more faults"));
    return List.copyOf(told);
  }

  private static int statusOf(ErrorCode code) {
    return switch (code) {
      case CONTENT_REFUSED, INVALID_REQUEST -> 422;
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

  private static String summary(List<Fault> faults) {
    if (faults.isEmpty()) {
      return "";
    }
    var first = faults.getFirst();
    var more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
    return (first.path().isEmpty() ? "" : first.path() + ": ") + first.message() + more + ".";
  }
}

package dev.darkroom.openai;

import dev.darkroom.answer.Problem;
import dev.darkroom.base.TextCut;
import dev.darkroom.task.Refusal.Fault;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An error answer in the shape of OpenAI's. */
@RegisterForReflection
public record OpenAiErrorAnswer(OpenAiError error) {
  /** The code by which OpenAI's clients recognize a refused content. */
  public static final String CONTENT_POLICY = "content_policy_violation";

  private static final int MAX_MESSAGE = 4000;

  /** What stands between the first fault of a detail and the way out. */
  private static final Pattern COUNT = Pattern.compile(" \\(and [0-9]+ more\\)\\.?");

  /**
   * One error.
   *
   * @param message what happened and what to do
   * @param type a coarse kind, by its status
   * @param param the field of the request; absent: none
   * @param code for a program
   * @param id the generation that it is about; absent: none
   */
  @RegisterForReflection
  public record OpenAiError(
      String message, String type, Optional<String> param, String code, Optional<String> id) {}

  /** A problem of Darkroom's in OpenAI's shape. */
  public static OpenAiErrorAnswer of(Problem problem) {
    var param =
        problem.errors().stream().map(Fault::path).filter(path -> !path.isEmpty()).findFirst();
    return of(problem.status(), problem.code(), message(problem), param, Optional.empty());
  }

  /**
   * An error.
   *
   * @param code of Darkroom's
   */
  public static OpenAiErrorAnswer of(
      int status, String code, String message, Optional<String> param, Optional<String> id) {
    var text = TextCut.marked(message, MAX_MESSAGE);
    return code.equals("content_refused")
        ? new OpenAiErrorAnswer(
            new OpenAiError(text, "image_generation_user_error", param, CONTENT_POLICY, id))
        : new OpenAiErrorAnswer(new OpenAiError(text, type(status), param, code, id));
  }

  /** All faults in one text, and the way out: OpenAI's shape has room for one. */
  private static String message(Problem problem) {
    return problem.errors().size() < 2
        ? problem.detail()
        : problem.errors().stream()
            .map(OpenAiErrorAnswer::text)
            .collect(Collectors.joining("; ", "", "." + wayOut(problem)));
  }

  private static String text(Fault fault) {
    return (fault.path().isEmpty() ? "" : fault.path() + ": ") + fault.message();
  }

  /** What the detail says behind its first fault and the number of the others. */
  private static String wayOut(Problem problem) {
    var detail = problem.detail();
    var first = text(problem.errors().getFirst());
    var count = COUNT.matcher(detail);
    return detail.startsWith(first) && count.region(first.length(), detail.length()).lookingAt()
        ? detail.substring(count.end())
        : "";
  }

  private static String type(int status) {
    if (status >= 500) {
      return "server_error";
    }
    return status == 429 ? "rate_limit_error" : "invalid_request_error";
  }
}

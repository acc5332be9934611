package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.intake.Event;
import dev.darkroom.intake.Intake;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.NotNow;
import dev.darkroom.submission.SubmissionResult.Refused;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /v1/generations}. */
@ApplicationScoped
class SubmitHttp {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

  private final Intake intake;

  SubmitHttp(Intake intake) {
    this.intake = intake;
  }

  HttpAnswer answer(HttpRequest request) {
    if (!isJson(request)) {
      return HttpAnswer.problem(
              Problem.of(
                  415,
                  "unsupported_media_type",
                  "Unsupported media type",
                  "Send the event as application/json.",
                  List.of()))
          .with("accept", "application/json");
    }
    var event =
        new Event(request.body(), request.header("idempotency-key"), Optional.empty())
            .tracedBy(request.header("traceparent"));
    return answer(intake.take(event));
  }

  private static HttpAnswer answer(SubmissionResult result) {
    return switch (result) {
      case Started(var task) -> accepted(task);
      case Repeated(var task) -> accepted(task).with("idempotency-replayed", "true");
      case NotAccepted(_, var failure) -> HttpAnswer.problem(Problem.notAccepted(failure));
      case NotNow(_, var failure, var retryAfter) ->
          HttpAnswer.problem(Problem.notAccepted(failure))
              .with(
                  "retry-after",
                  Long.toString(Math.max(1, retryAfter.orElse(DEFAULT_RETRY).toSeconds())));
      case Refused(var problem) -> HttpAnswer.problem(problem);
    };
  }

  private static HttpAnswer accepted(Task task) {
    return HttpAnswer.json(202, SubmitAnswer.of(task))
        .with("location", "/v1/generations/" + task.id());
  }

  /**
   * What {@code curl -d} sends without being told a type passes as well, but not from a web page:
   * browsers send forms anywhere without asking.
   */
  private static boolean isJson(HttpRequest request) {
    var type =
        request
            .header("content-type")
            .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("application/json");
    return type.equals("application/json")
        || type.endsWith("+json")
        || (type.equals("application/x-www-form-urlencoded") && request.header("origin").isEmpty());
  }
}

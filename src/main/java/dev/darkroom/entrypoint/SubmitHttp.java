package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.intake.Event;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/generations}. */
@ApplicationScoped
class SubmitHttp {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);
  private static final Set<String> UNSAID = Set.of("", "application/x-www-form-urlencoded");

  private final SubmitPipeline pipeline;

  SubmitHttp(SubmitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  HttpReply answer(HttpRequest request, Found found) {
    if (!isJson(request)) {
      return HttpReply.problem(
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
    return answer(pipeline.submit(event), request.visible(found.base()));
  }

  private static HttpReply answer(SubmissionResult result, String base) {
    return switch (result) {
      case Started(var task) -> accepted(task, base);
      case Repeated(var task) -> accepted(task, base).with("idempotency-replayed", "true");
      case NotAccepted(_, var failure) -> HttpReply.problem(Problem.notAccepted(failure));
      case Transient(_, var failure, var retryAfter) ->
          HttpReply.problem(Problem.notAccepted(failure))
              .with(
                  "retry-after",
                  Long.toString(Math.max(1, retryAfter.orElse(DEFAULT_RETRY).toSeconds())));
      case Rejected(var rejection) -> HttpReply.problem(Problem.of(rejection));
    };
  }

  private static HttpReply accepted(Task task, String base) {
    var answer = SubmitAnswer.of(task).behind(base);
    return HttpReply.json(202, answer).with("location", answer.self());
  }

  /**
   * Whether the body is JSON by its type. The type that {@code curl} sends by default passes as
   * well, but not from a web page. Browsers send forms, and bodies without a type, to any site
   * without asking it.
   */
  private static boolean isJson(HttpRequest request) {
    var type =
        request
            .header("content-type")
            .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .orElse("");
    return type.equals("application/json")
        || type.endsWith("+json")
        || (UNSAID.contains(type) && request.header("origin").isEmpty());
  }
}

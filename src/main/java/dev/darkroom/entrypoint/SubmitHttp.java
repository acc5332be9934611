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
import java.util.Optional;

/** {@code POST /v1/generations}. */
@ApplicationScoped
class SubmitHttp {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(30);

  private final SubmitPipeline pipeline;

  SubmitHttp(SubmitPipeline pipeline) {
    this.pipeline = pipeline;
  }

  HttpReply answer(HttpRequest request, Found found) {
    return JsonType.refusal(request, "the event").orElseGet(() -> submit(request, found));
  }

  private HttpReply submit(HttpRequest request, Found found) {
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
}

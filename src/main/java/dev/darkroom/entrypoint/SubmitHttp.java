package dev.darkroom.entrypoint;

import dev.darkroom.answer.Problem;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.entrypoint.WaitTime.Reading;
import dev.darkroom.intake.Event;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.query.LongPoll;
import dev.darkroom.query.Query;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.submission.SubmissionResult.Transient;
import dev.darkroom.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /v1/generations}. */
@ApplicationScoped
class SubmitHttp {
  private final SubmitPipeline pipeline;
  private final LongPoll longPoll;
  private final Query query;
  private final Clock clock;

  SubmitHttp(SubmitPipeline pipeline, LongPoll longPoll, Query query, Clock clock) {
    this.pipeline = pipeline;
    this.longPoll = longPoll;
    this.query = query;
    this.clock = clock;
  }

  /**
   * Answers a submit.
   *
   * @param invocation the time that it has
   */
  HttpReply answer(HttpRequest request, Found found, Duration invocation) {
    return JsonType.refusal(request, "the event")
        .orElseGet(() -> submit(request, found, invocation));
  }

  private HttpReply submit(HttpRequest request, Found found, Duration invocation) {
    return switch (WaitTime.of(request)) {
      case Reading.Wrong(var fault) -> HttpReply.invalid(fault);
      case Reading.Wanted(var wait) -> {
        var now = clock.instant();
        var held = new HeldLine(wait, wait.end(now, now.plus(invocation)));
        yield answer(pipeline.submit(event(request)), held, request.visible(found.base()));
      }
    };
  }

  /** The event that a request carries. */
  static Event event(HttpRequest request) {
    return new Event(request.body(), request.header("idempotency-key"), Optional.empty())
        .tracedBy(request.header("traceparent"))
        .from("http");
  }

  /** A caller that may wait, and until when. */
  private record HeldLine(WaitTime time, Instant end) {}

  private HttpReply answer(SubmissionResult result, HeldLine held, String base) {
    return switch (result) {
      case Started(var task) -> accepted(task, held, base);
      case Repeated(var task) -> accepted(task, held, base).with("idempotency-replayed", "true");
      case NotAccepted(_, var failure) -> HttpReply.problem(Problem.notAccepted(failure));
      case Transient(_, var failure, var retryAfter) -> HttpReply.notNow(failure, retryAfter);
      case Rejected(var rejection) -> HttpReply.problem(Problem.of(rejection));
    };
  }

  /** The record for a caller who has waited for the end, or else that it was accepted. */
  private HttpReply accepted(Task task, HeldLine held, String base) {
    var last = held.time().isNone() ? task : longPoll.untilOver(task, held.end()).orElse(task);
    var answer = SubmitAnswer.of(last).behind(base);
    boolean isOver = !held.time().isNone() && LongPoll.isOver(last);
    var reply =
        isOver
            ? HttpReply.json(200, query.answer(last).behind(base))
            : NextLook.in(HttpReply.json(202, answer), last, clock.instant());
    return held.time().in(reply.with("location", answer.self()));
  }
}

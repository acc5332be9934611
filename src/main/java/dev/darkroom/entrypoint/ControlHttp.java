package dev.darkroom.entrypoint;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.RecheckAnswer;
import dev.darkroom.answer.RecheckAnswer.LettersAnswer;
import dev.darkroom.control.DeletionResult;
import dev.darkroom.control.DoubtResolution;
import dev.darkroom.control.Recheck;
import dev.darkroom.control.RecheckResult;
import dev.darkroom.control.TaskCancel;
import dev.darkroom.control.TaskDeletion;
import dev.darkroom.entrypoint.HttpRoute.Match.Found;
import dev.darkroom.intake.BodyResult;
import dev.darkroom.intake.BodyResult.Invalid;
import dev.darkroom.intake.BodyResult.TooLarge;
import dev.darkroom.intake.BodyResult.Understood;
import dev.darkroom.intake.DecisionReader;
import dev.darkroom.task.EitherId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;

/**
 * The routes by which a requester cancels and deletes, and an operator decides about a paid call in
 * doubt.
 */
@ApplicationScoped
class ControlHttp {
  private final TaskCancel cancel;
  private final DoubtResolution resolution;
  private final Recheck recheck;
  private final TaskDeletion deletion;
  private final ImageBucket bucket;

  ControlHttp(
      TaskCancel cancel,
      DoubtResolution resolution,
      Recheck recheck,
      TaskDeletion deletion,
      ImageBucket bucket) {
    this.cancel = cancel;
    this.resolution = resolution;
    this.recheck = recheck;
    this.deletion = deletion;
    this.bucket = bucket;
  }

  /** {@code DELETE /v1/generations/{id}}. */
  HttpReply delete(HttpRequest request, Found found) {
    var reply = reply(request, found);
    return switch (deletion.delete(id(found))) {
      case DeletionResult.Deleted _ -> HttpReply.noContent();
      case DeletionResult.NotEnded(var task) -> reply.notEnded(task);
      case DeletionResult.NotTold(var task) -> reply.notTold(task);
      case DeletionResult.NotDeleted(var why) -> reply.of(why, 200);
    };
  }

  /** {@code POST /v1/generations/{id}/cancel}. */
  HttpReply cancel(HttpRequest request, Found found) {
    return decided(
        request,
        DecisionReader::cancel,
        late -> reply(request, found).of(cancel.cancel(id(found), late), 202));
  }

  /** {@code POST /v1/generations/{id}/resolution}. */
  HttpReply resolution(HttpRequest request, Found found) {
    return decided(
        request,
        DecisionReader::resolution,
        decision -> reply(request, found).of(resolution.resolve(id(found), decision), 200));
  }

  /** {@code POST /v1/generations/{id}/recheck}. Its body says nothing. */
  HttpReply recheck(HttpRequest request, Found found) {
    var base = base(request, found);
    return switch (recheck.recheck(id(found))) {
      case RecheckResult.Queued(var task, var letters) ->
          HttpReply.json(
              202,
              RecheckAnswer.queued(
                      task,
                      letters.map(
                          count ->
                              new LettersAnswer(
                                  count.lookedAt(), count.broughtBack(), count.isComplete())))
                  .behind(base));
      case RecheckResult.NothingToCheck(var task) ->
          HttpReply.json(200, RecheckAnswer.nothingToCheck(task).behind(base));
      case RecheckResult.Absent(var why) -> reply(request, found).of(why, 200);
    };
  }

  private static <T> HttpReply decided(
      HttpRequest request, Function<byte[], BodyResult<T>> read, Function<T, HttpReply> answer) {
    return JsonType.refusal(request, "the decision")
        .orElseGet(
            () ->
                switch (read.apply(request.body())) {
                  case Understood<T>(var decision) -> answer.apply(decision);
                  case TooLarge<T>(var limit) -> tooLarge(limit);
                  case Invalid<T>(var rejection) -> HttpReply.problem(Problem.of(rejection));
                });
  }

  private static HttpReply tooLarge(int limit) {
    return HttpReply.problem(
        Problem.of(
            413,
            "decision_too_large",
            "Decision too large",
            "A decision is at most %d bytes. Nothing was changed.".formatted(limit),
            List.of()));
  }

  private ControlReply reply(HttpRequest request, Found found) {
    return new ControlReply(base(request, found), bucket);
  }

  private static EitherId id(Found found) {
    return new EitherId(found.parameters().getOrDefault("id", ""));
  }

  private static String base(HttpRequest request, Found found) {
    return request.visible(found.base());
  }
}

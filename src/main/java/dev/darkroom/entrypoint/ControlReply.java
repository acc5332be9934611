package dev.darkroom.entrypoint;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Problem;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.AlreadyFinal;
import dev.darkroom.control.ControlResult.AlreadyQueued;
import dev.darkroom.control.ControlResult.Deleted;
import dev.darkroom.control.ControlResult.HintUnsettled;
import dev.darkroom.control.ControlResult.LostRaces;
import dev.darkroom.control.ControlResult.NeverTask;
import dev.darkroom.control.ControlResult.NoReport;
import dev.darkroom.control.ControlResult.NoSuchTask;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.control.ControlResult.NotReplayable;
import dev.darkroom.control.ControlResult.NotThisTask;
import dev.darkroom.control.ControlResult.Recorded;
import dev.darkroom.control.ControlResult.Unchanged;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.ResultKnown;
import java.time.Duration;
import java.util.List;

/**
 * The answers to decisions about a task.
 *
 * @param base path of the API, for links
 * @param bucket of the images that an answer names
 */
record ControlReply(String base, ImageBucket bucket) {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(5);

  /**
   * The answer to a decision.
   *
   * @param recorded the status of a decision that was recorded just now
   */
  HttpReply of(ControlResult result, int recorded) {
    return switch (result) {
      case Recorded(var task) -> record(recorded, task);
      case Unchanged(var task) -> record(200, task);
      case AlreadyQueued(var task) -> record(recorded, task);
      case NotReplayable(var task, var why) -> notReplayable(task, why);
      case AlreadyFinal(var task) ->
          conflict(
              "already_final",
              "The generation has ended",
              "It is " + outcome(task) + ". Nothing was changed.");
      case NotInDoubt(var task) ->
          conflict(
              "not_in_doubt",
              "The generation is not in doubt",
              "It is " + outcome(task) + ". " + whyUndecided(task));
      case HintUnsettled(_, var hint) -> hinted(hint);
      case NotThisTask(var ref, var why) ->
          conflict(
              "not_this_task",
              "That is not the provider's task",
              "%s is not attached: %s.".formatted(ref.id(), why));
      case NoReport silence -> silent(silence);
      case LostRaces _ ->
          again(
              "try_again",
              "Others changed the record each time. Send the same request again.",
              DEFAULT_RETRY);
      case NeverTask(var refusal) -> never(refusal);
      case Deleted(var tombstone) -> HttpReply.deleted(tombstone);
      case NoSuchTask _ -> HttpReply.noSuchGeneration();
    };
  }

  /** It cannot be deleted yet. */
  HttpReply notEnded(Task task) {
    var advice =
        task.isProvisional()
            ? "Images of it may still come, or its bill: delete it when the provider is asked no"
                + " more."
            : "Cancel it first, or wait for its end.";
    return conflict(
        "not_ended",
        "The generation has not ended",
        "It is " + outcome(task) + ". " + advice + " Nothing was deleted.");
  }

  /** It cannot be deleted yet: a channel would tell of images that are gone. */
  HttpReply notTold(Task task) {
    return conflict(
        "not_told",
        "The outcome is not told yet",
        "It is %s, and somebody waits to be told: wait, and delete it then. Nothing was deleted."
            .formatted(outcome(task)));
  }

  private static String whyUndecided(Task task) {
    return task.isWithoutReference()
        ? "Its paid call may be under way: decide a minute later."
        : "Only a paid call whose fate is unknown is decided.";
  }

  private HttpReply record(int status, Task task) {
    return HttpReply.json(status, GenerationAnswer.unsigned(task, bucket).behind(base));
  }

  private static HttpReply notReplayable(Task task, NotReplayable.Reason why) {
    return switch (why) {
      case NO_OUTCOME ->
          conflict(
              "no_outcome",
              "There is no outcome yet",
              "The generation is " + task.state().status() + ": nothing was sent yet.");
      case NO_SUBSCRIBER ->
          conflict(
              "no_subscriber",
              "Nobody gets the outcome there",
              "The generation has no receiver on this channel for its outcome (%s)."
                  .formatted(task.outcomeType().map(OutcomeType::text).orElse("")));
      case USED_ONCE ->
          conflict(
              "token_used_once",
              "A task token can be used once",
              "Step Functions takes a token once. Start the state machine again with another"
                  + " token: the same id is answered with the same outcome, and nothing is spent.");
    };
  }

  private static HttpReply hinted(ProviderTaskRef hint) {
    return conflict(
        "hint_unsettled",
        "The provider called back",
        "%s called back for it and named the task %s. Attach that, or have it rechecked."
            .formatted(hint.provider(), hint.id()));
  }

  private static HttpReply never(Refusal refusal) {
    return conflict(
        "never_a_task",
        "The event never became a generation",
        "It was refused (%s), and nothing was spent.".formatted(refusal.code()));
  }

  /** What a task is, with the reason of a failure. */
  private static String outcome(Task task) {
    var status = task.state().status();
    if (task.state() instanceof ResultKnown) {
      return status + ": its images are made already";
    }
    return task.state() instanceof Failed(var failure, _, _)
        ? "%s%s%s"
            .formatted(
                status,
                task.state().isCancelled() ? "" : " (" + failure.code().text() + ")",
                task.state().isUnspent() ? ", and nothing was spent" : "")
        : status;
  }

  private static HttpReply conflict(String code, String title, String detail) {
    return HttpReply.problem(Problem.of(409, code, title, detail, List.of()));
  }

  private static HttpReply silent(NoReport silence) {
    var detail =
        "%s gave no readable answer about %s: %s. Nothing was changed. Check the id. Where it is right, send the same request again."
            .formatted(silence.ref().provider(), silence.ref().id(), silence.why());
    return again("provider_silent", detail, silence.retryAfter().orElse(DEFAULT_RETRY));
  }

  private static HttpReply again(String code, String detail, Duration wait) {
    var problem = Problem.of(503, code, "Try again", detail, List.of());
    return HttpReply.problem(problem)
        .with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
  }
}

package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Transient;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.ResponseClassifier;
import dev.darkroom.provider.support.TaskIds;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Translates LiangXin's answers into results of the port. */
final class LiangxinAnswers {
  private static final int UNPROCESSABLE = 422;
  private static final Pattern NO_SUCH_TASK =
      Pattern.compile("recordinfo is null|not found|not exist");

  private final ProviderId provider;

  LiangxinAnswers(ProviderId provider) {
    this.provider = provider;
  }

  /** The result of the paid call. A success that names a task has taken it, whatever its code. */
  SubmitResult submitted(CallOutcome outcome) {
    return ResponseClassifier.submitted(
        provider, outcome, this::accepted, LiangxinNotTaken.LIST, this::refusal);
  }

  private Optional<SubmitResult> accepted(Answered answered) {
    return ref(answered.body()).map(ref -> new Accepted(ref, Optional.empty(), Optional.empty()));
  }

  private Failure refusal(Answered answered, ErrorCode listed) {
    return ProviderJson.object(answered.body())
        .flatMap(LiangxinErrors::in)
        .orElseGet(() -> new LiangxinErrors("", "answered " + answered.status()))
        .refusal(provider, listed);
  }

  /** The result of a query about this task. The record counts, whatever the code. */
  CheckResult checked(ProviderTaskRef asked, CallOutcome outcome) {
    return outcome instanceof Answered answered
        ? LiangxinTask.in(answered.body())
            .map(task -> reported(asked, task, answered))
            .orElseGet(() -> withoutRecord(LiangxinStatus.counting(answered)))
        : ResponseClassifier.checked(outcome, LiangxinAnswers::transientResult);
  }

  private CheckResult reported(ProviderTaskRef asked, LiangxinTask task, Answered answered) {
    return task.id().filter(asked.id()::equals).isPresent()
        ? new Reported(task.report(provider), task.created(), task.model(), answered.answeredAt())
        : new Mismatched();
  }

  private CheckResult withoutRecord(Answered answered) {
    return answered.status() == UNPROCESSABLE && isAboutNoTask(answered)
        ? new NotKnown()
        : ResponseClassifier.checked(answered, LiangxinAnswers::transientResult);
  }

  private static boolean isAboutNoTask(Answered answered) {
    return ProviderJson.object(answered.body())
        .flatMap(LiangxinErrors::in)
        .map(error -> error.message().toLowerCase(Locale.ROOT))
        .filter(words -> NO_SUCH_TASK.matcher(words).find())
        .isPresent();
  }

  private static CheckResult transientResult(Answered answered) {
    return new Transient("answered " + answered.status() + " without a task", Optional.empty());
  }

  /** The task that a body names, if Darkroom can ask about that id. */
  Optional<ProviderTaskRef> ref(String body) {
    return TaskIds.ref(provider, LiangxinTask.in(body).flatMap(LiangxinTask::id));
  }
}

package dev.darkroom.provider.evolink;

import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.CanaryResult.Failed;
import dev.darkroom.provider.CanaryResult.Observed;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.Finished;
import dev.darkroom.provider.SubmitResult.InDoubt;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Transient;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ImageSpec;
import java.util.Optional;
import java.util.function.Function;

/** Two paid calls for the cheapest image, with one key. */
final class EvolinkCanary {
  /** The cheapest of its models by its price list, 2026-11. */
  private static final ImageRequest CHEAPEST =
      new ImageRequest("z-image-turbo", ImageSpec.of("a plain grey square"), Optional.empty());

  private final EvolinkAnswers answers;
  private final Function<String, CallOutcome> create;

  /**
   * The calls of one run.
   *
   * @param create makes the paid call with this body and the key of the run
   */
  EvolinkCanary(EvolinkAnswers answers, Function<String, CallOutcome> create) {
    this.answers = answers;
    this.create = create;
  }

  CanaryResult run(AccountFingerprint account) {
    if (!(EvolinkWire.of(CHEAPEST, Optional.empty()) instanceof Ready(var body))) {
      throw new IllegalStateException("the canary asks for what its model cannot do");
    }
    var first = create.apply(body);
    return switch (answers.submitted(first)) {
      case Accepted accepted -> second(account, accepted, first, create.apply(body));
      case Transient(var failure, _) ->
          new Failed(/* isTransient= */ true, "the first call: " + failure.message());
      case Refused(var failure) -> failed("the first call: " + failure.message());
      case InDoubt(var why, _) -> failed("the first call, which may have been billed: " + why);
      case Finished _ -> throw new IllegalStateException("EvoLink never answers with a result");
    };
  }

  private CanaryResult second(
      AccountFingerprint account, Accepted accepted, CallOutcome first, CallOutcome second) {
    if (!(answers.submitted(second) instanceof Accepted again)) {
      return failed(
          "the second call was not answered with a task"
              + (second instanceof Answered answered ? ": answered " + answered.status() : ""));
    }
    boolean isOneTask = accepted.ref().equals(again.ref());
    boolean isReplay = EvolinkAnswers.isReplay(second) && !EvolinkAnswers.isReplay(first);
    return new Observed(account, isOneTask && isReplay, seen(isOneTask, isReplay));
  }

  private static String seen(boolean isOneTask, boolean isReplay) {
    if (!isOneTask) {
      return "two calls with one key made two tasks";
    }
    return isReplay
        ? "two calls with one key made one task, and the second answer said that it is a replay"
        : "two calls with one key named one task, but the answers did not say which is a replay";
  }

  private static Failed failed(String why) {
    return new Failed(/* isTransient= */ false, why);
  }
}

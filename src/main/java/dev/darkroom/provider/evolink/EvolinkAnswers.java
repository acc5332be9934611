package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;
import static dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE;
import static dev.darkroom.task.ErrorCode.RATE_LIMITED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.Exchange;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.Exchange.NoAnswer;
import dev.darkroom.provider.Exchange.NotSent;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.SubmitResult.NotNow;
import dev.darkroom.provider.SubmitResult.Refused;
import dev.darkroom.provider.SubmitResult.Uncertain;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;
import java.util.Set;

/** What EvoLink's answers mean. */
final class EvolinkAnswers {
  /** Below 500, and yet no word on whether the task was taken. */
  private static final Set<Integer> UNCLEAR = Set.of(408, 409);

  private final ProviderId provider;

  EvolinkAnswers(ProviderId provider) {
    this.provider = provider;
  }

  /** Of the paid call. */
  SubmitResult submitted(Exchange exchange) {
    return switch (exchange) {
      case NotSent(var why) -> new NotNow(failure(PROVIDER_UNAVAILABLE, why), Optional.empty());
      case NoAnswer(var why) -> new Uncertain(why);
      case Answered answered when answered.isSuccess() -> taken(answered);
      case Answered answered when isClearRefusal(answered.status()) ->
          refused(answered, EvolinkErrors.ofStatus(answered.status()));
      case Answered answered -> new Uncertain("answered " + answered.status());
    };
  }

  private static boolean isClearRefusal(int status) {
    return status >= 400 && status < 500 && !UNCLEAR.contains(status);
  }

  private SubmitResult taken(Answered answered) {
    var body = ProviderJson.object(answered.body());
    var ref = body.flatMap(this::ref);
    if (ref.isPresent()) {
      var task = new EvolinkTask(body.get());
      return new Accepted(ref.get(), task.reserved(), task.estimate());
    }
    return body.flatMap(EvolinkErrors::in).isPresent() && !body.get().hasNonNull("id")
        ? refused(answered, GENERATION_FAILED)
        : new Uncertain("answered " + answered.status() + " without a task id");
  }

  private SubmitResult refused(Answered answered, ErrorCode byStatus) {
    var failure =
        ProviderJson.object(answered.body())
            .flatMap(EvolinkErrors::in)
            .map(error -> error.failure(provider, byStatus))
            .orElseGet(() -> failure(byStatus, "answered " + answered.status()));
    return failure.code() == RATE_LIMITED
        ? new NotNow(failure, answered.retryAfter())
        : new Refused(failure);
  }

  /** Of the query about this task. */
  CheckResult checked(ProviderTaskRef asked, Exchange exchange) {
    return switch (exchange) {
      case NotSent(var why) -> new Silent(why, Optional.empty());
      case NoAnswer(var why) -> new Silent(why, Optional.empty());
      case Answered answered when answered.status() == 404 -> new NotKnown();
      case Answered answered when answered.isSuccess() -> reported(asked, answered);
      case Answered answered -> new Silent("answered " + answered.status(), answered.retryAfter());
    };
  }

  private CheckResult reported(ProviderTaskRef asked, Answered answered) {
    var body = ProviderJson.object(answered.body());
    var id = body.flatMap(one -> ProviderJson.scalar(one.path("id")));
    if (id.isEmpty()) {
      return new Silent("answered " + answered.status() + " without a task id", Optional.empty());
    }
    if (!id.get().equals(asked.id())) {
      return new Mismatched();
    }
    var task = new EvolinkTask(body.get());
    return new Reported(task.report(provider), task.created(), task.model());
  }

  /** The task's id, if it is one that can be asked about. */
  Optional<ProviderTaskRef> ref(ObjectNode body) {
    return ProviderJson.scalar(body.path("id"))
        .filter(EvolinkTask::isAskable)
        .map(id -> new ProviderTaskRef(provider, id));
  }

  private Failure failure(ErrorCode code, String message) {
    return Failure.of(code, message, provider);
  }
}

package dev.darkroom.provider.evolink;

import static dev.darkroom.task.ErrorCode.GENERATION_FAILED;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Mismatched;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.CheckResult.Silent;
import dev.darkroom.provider.Exchange;
import dev.darkroom.provider.Exchange.Answered;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.provider.TaskIds;
import dev.darkroom.provider.Verdict;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;

/** What EvoLink's answers mean. */
final class EvolinkAnswers {
  private final ProviderId provider;

  EvolinkAnswers(ProviderId provider) {
    this.provider = provider;
  }

  /** Of the paid call. */
  SubmitResult submitted(Exchange exchange) {
    return Verdict.submitted(
        provider,
        exchange,
        this::taken,
        answered -> failure(answered, EvolinkErrors.ofStatus(answered.status())));
  }

  private SubmitResult taken(Answered answered) {
    var body = ProviderJson.object(answered.body());
    var ref = body.flatMap(this::ref);
    if (ref.isPresent()) {
      var task = new EvolinkTask(body.get());
      return new Accepted(ref.get(), task.reserved(), task.estimate());
    }
    return body.flatMap(EvolinkErrors::in).isPresent() && !body.get().hasNonNull("id")
        ? Verdict.refused(answered, failure(answered, GENERATION_FAILED))
        : Verdict.withoutId(answered);
  }

  private Failure failure(Answered answered, ErrorCode byStatus) {
    return ProviderJson.object(answered.body())
        .flatMap(EvolinkErrors::in)
        .map(error -> error.failure(provider, byStatus))
        .orElseGet(() -> Failure.of(byStatus, "answered " + answered.status(), provider));
  }

  /** Of the query about this task. */
  CheckResult checked(ProviderTaskRef asked, Exchange exchange) {
    return Verdict.checked(exchange, answered -> reported(asked, answered));
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
    return TaskIds.ref(provider, ProviderJson.scalar(body.path("id")));
  }
}

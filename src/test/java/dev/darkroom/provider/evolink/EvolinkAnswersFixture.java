package dev.darkroom.provider.evolink;

import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Map;
import java.util.Optional;

/** Answers of this provider, read with the ids of one task. */
abstract class EvolinkAnswersFixture {
  static final ProviderTaskRef ASKED = new ProviderTaskRef(new ProviderId("evolink"), "t1");

  final EvolinkAnswers answers = new EvolinkAnswers(ASKED.provider());

  SubmitResult submitted(int status, String body) {
    return answers.submitted(answered(status, body));
  }

  static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"'));
  }

  static Failure failure(ErrorCode code, String message, String providerCode) {
    return failure(code, message).withProviderCode(Optional.of(providerCode));
  }

  static Failure failure(ErrorCode code, String message) {
    return Failure.of(code, message, ASKED.provider());
  }
}

package dev.darkroom.provider.fal;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.util.Map;
import java.util.Optional;

/** Answers of this provider, read with the ids of one task. */
abstract class FalAnswersFixture {
  static final ProviderId FAL = new ProviderId("fal");
  static final FalApp APP = new FalApp("bytedance", "seedream");

  final FalAnswers answers = new FalAnswers(FAL);

  static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"'));
  }

  static Failure failure(ErrorCode code, String message, String providerCode) {
    return Failure.of(code, message, FAL).withProviderCode(Optional.of(providerCode));
  }
}

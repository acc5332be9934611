package dev.darkroom.provider.modellix;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderReport;
import dev.darkroom.task.ProviderTaskRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers of this provider, read with the ids of one task. */
abstract class ModellixAnswersFixture {
  static final ProviderTaskRef ASKED = new ProviderTaskRef(new ProviderId("modellix"), "t1");
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final ModellixAnswers answers = new ModellixAnswers(ASKED.provider(), InstantSource.fixed(NOW));

  CheckResult checked(int status, String body, Map<String, String> headers) {
    return answers.checked(ASKED, answered(status, body, headers));
  }

  ProviderReport report(String status, String rest) {
    return report(
        "{'code':0,'message':'success','data':{'task_id':'t1','status':'"
            + status
            + "'"
            + rest
            + "}}");
  }

  ProviderReport report(String body) {
    return ((Reported) checked(200, body, Map.of())).report();
  }

  static Answered answered(int status, String body, Map<String, String> headers) {
    return new Answered(status, headers, body.replace('\'', '"'));
  }

  static Failure failure(ErrorCode code, String message, String providerCode) {
    return failure(code, message).withProviderCode(Optional.of(providerCode));
  }

  static Failure failure(ErrorCode code, String message) {
    return Failure.of(code, message, ASKED.provider());
  }
}

package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Map;
import java.util.Optional;

/** LiangXin's answers, read with the ids of one task. */
abstract class LiangxinAnswersFixture {
  static final ProviderTaskRef ASKED = new ProviderTaskRef(new ProviderId("liangxin"), "t1");

  final LiangxinAnswers answers = new LiangxinAnswers(ASKED.provider());

  static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body.replace('\'', '"'));
  }

  static Failure failure(ErrorCode code, String message, String providerCode) {
    return Failure.of(code, message, ASKED.provider()).withProviderCode(Optional.of(providerCode));
  }
}

package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.NotTakenContract;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.task.ProviderId;
import java.util.Optional;

class LiangxinNotTakenTest extends NotTakenContract {
  private final LiangxinAnswers answers = new LiangxinAnswers(new ProviderId("liangxin"));

  @Override
  protected NotTaken list() {
    return LiangxinNotTaken.LIST;
  }

  @Override
  protected SubmitResult submitted(Answered answered) {
    return answers.submitted(answered);
  }

  @Override
  protected String error(Optional<String> code, String more) {
    return code.map(
            value ->
                "{\"code\":"
                    + value
                    + ",\"msg\":\"upstream timeout, credits will be returned\""
                    + more
                    + "}")
        .orElse(
            "{\"error\":{\"message\":\"no luck\",\"type\":\"new_api_error\",\"code\":\"\"}"
                + more
                + "}");
  }

  @Override
  protected String task(String id) {
    return "{\"code\":200,\"data\":{\"taskId\":\"" + id + "\"}}";
  }
}

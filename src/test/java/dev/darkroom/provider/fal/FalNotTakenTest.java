package dev.darkroom.provider.fal;

import dev.darkroom.provider.NotTakenContract;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.task.ProviderId;
import java.util.Optional;

class FalNotTakenTest extends NotTakenContract {
  private final FalAnswers answers = new FalAnswers(new ProviderId("fal"));

  @Override
  protected NotTaken list() {
    return FalNotTaken.LIST;
  }

  @Override
  protected SubmitResult submitted(Answered answered) {
    return answers.submitted(new FalApp("bytedance", "seedream"), answered);
  }

  @Override
  protected String error(Optional<String> code, String more) {
    return code.map(
            value ->
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"no\",\"type\":"
                    + value
                    + "}]"
                    + more
                    + "}")
        .orElse("{\"detail\":\"no luck today\"" + more + "}");
  }

  @Override
  protected String task(String id) {
    return "{\"request_id\":\"" + id + "\",\"status\":\"IN_QUEUE\"}";
  }
}

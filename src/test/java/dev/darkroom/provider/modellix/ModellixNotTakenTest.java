package dev.darkroom.provider.modellix;

import dev.darkroom.provider.NotTakenContract;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.task.ProviderId;
import java.time.InstantSource;
import java.util.Optional;

class ModellixNotTakenTest extends NotTakenContract {
  private final ModellixAnswers answers =
      new ModellixAnswers(new ProviderId("modellix"), InstantSource.system());

  @Override
  protected NotTaken list() {
    return ModellixNotTaken.LIST;
  }

  @Override
  protected SubmitResult submitted(Answered answered) {
    return answers.submitted(answered);
  }

  @Override
  protected String error(Optional<String> code, String more) {
    var field = code.map(value -> "\"code\":" + value + ",").orElse("");
    return "{" + field + "\"message\":\"Category: detail\"" + more + "}";
  }

  @Override
  protected String task(String id) {
    return "{\"code\":0,\"data\":{\"task_id\":\"" + id + "\"}}";
  }

  @Override
  protected boolean hasCodelessErrors() {
    return false;
  }
}

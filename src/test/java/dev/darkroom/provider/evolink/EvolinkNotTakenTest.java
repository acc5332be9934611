package dev.darkroom.provider.evolink;

import dev.darkroom.provider.NotTakenContract;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.task.ProviderId;
import java.util.Optional;

class EvolinkNotTakenTest extends NotTakenContract {
  private final EvolinkAnswers answers = new EvolinkAnswers(new ProviderId("evolink"));

  @Override
  protected NotTaken list() {
    return EvolinkNotTaken.LIST;
  }

  @Override
  protected SubmitResult submitted(Answered answered) {
    return answers.submitted(answered);
  }

  @Override
  protected String error(Optional<String> code, String more) {
    var field = code.map(value -> "\"code\":" + value + ",").orElse("");
    return "{\"error\":{" + field + "\"message\":\"no luck today\"}" + more + "}";
  }

  @Override
  protected String task(String id) {
    return "{\"id\":\"" + id + "\",\"status\":\"pending\"}";
  }
}

package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenContract;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.NotTaken;
import dev.darkroom.task.ProviderId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'detail':[{'type':'bad_request','msg':'no'},{'msg':'no'}]}",
        "{'detail':[{'msg':'no'}]}",
        "{'detail':[]}"
      })
  void anErrorWithoutATypeIsInDoubt(String body) {
    assertThat(FalNotTaken.LIST.proof(FalAnswersFixture.answered(400, body))).isEmpty();
    assertThat(
            FalNotTaken.LIST.proof(
                FalAnswersFixture.answered(400, "{'detail':[{'type':'bad_request','msg':'no'}]}")))
        .isPresent();
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

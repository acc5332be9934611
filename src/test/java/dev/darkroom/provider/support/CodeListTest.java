package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.NotTakenRow;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.task.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each code of an answer must be on the list. */
class CodeListTest {
  private static final NotTakenRow BUSY =
      NotTakenRow.of(429, "busy", ErrorCode.RATE_LIMITED, "their documents");
  private static final NotTaken LIST = new NotTaken(NotTaken.Shape.of(body -> true), List.of(BUSY));

  @Test
  void aListedCodeBesideAnUnlistedOneProvesNothing() {
    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"busy\"}}"))).contains(BUSY);

    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"busy\"},\"code\":\"queued\"}")))
        .isEmpty();
    assertThat(LIST.proof(answered("{\"error\":{\"code\":\"queued\"},\"code\":\"busy\"}")))
        .isEmpty();
  }

  private static Answered answered(String body) {
    return new Answered(429, Map.of(), body);
  }
}

package dev.darkroom.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a refusal says to OpenAI's clients, who have one message for all faults. */
class OpenAiErrorAnswerTest {
  private static final Fault SIZE = new Fault("size", "evolink: 9x9 cannot be kept");
  private static final Fault COST = new Fault("maxCost", "fal: costs 2 USD (and 1 more).");

  @Test
  void everyFaultIsNamedAndSoIsTheWayOut() {
    var message = message(Rejection.unroutable(List.of(SIZE, COST), /* isAdaptable= */ true));

    assertThat(message)
        .isEqualTo(
            "size: evolink: 9x9 cannot be kept; maxCost: fal: costs 2 USD (and 1 more).. With"
                + " \"onLoss\": \"adapt\", what \"cannot be kept\" is changed or dropped, and"
                + " reported.");
  }

  @Test
  void whatIsTooExpensiveSaysThatNothingWasSpent() {
    var message = message(Rejection.tooExpensive(List.of(COST, SIZE)));

    assertThat(message)
        .isEqualTo(
            "maxCost: fal: costs 2 USD (and 1 more).; size: evolink: 9x9 cannot be kept. Nothing"
                + " was spent, and the id is free. Raise maxCost, or ask for fewer images or"
                + " another provider.");
  }

  @Test
  void theWayOutOfSoManyFaultsThatSomeAreLeftOutIsSaid() {
    var message = message(Rejection.priceUnknown(Collections.nCopies(40, COST)));

    assertThat(message)
        .contains("; and 20 more faults. Nothing was spent")
        .endsWith("set maxCost.ifUnknown to \"allow\".");
  }

  @Test
  void whatHasNoWayOutEndsWithItsLastFault() {
    assertThat(message(Rejection.invalid(List.of(SIZE, COST)))).endsWith("(and 1 more)..");
    assertThat(message(Rejection.invalid(List.of(new Fault("n", "is what?"), SIZE))))
        .isEqualTo("n: is what?; size: evolink: 9x9 cannot be kept.");
  }

  @Test
  void aProblemWithFaultsOfAnotherKindHasNoMoreThanThem() {
    var problem = Problem.of(400, "invalid_request", "Invalid", "Two.", List.of(SIZE, COST));

    assertThat(OpenAiErrorAnswer.of(problem).error().message())
        .isEqualTo("size: evolink: 9x9 cannot be kept; maxCost: fal: costs 2 USD (and 1 more)..");
  }

  private static String message(Rejection rejection) {
    return OpenAiErrorAnswer.of(Problem.of(rejection)).error().message();
  }
}

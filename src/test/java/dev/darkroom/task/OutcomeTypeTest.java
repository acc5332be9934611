package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.REF;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.partial;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskState.Finality;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTypeTest {
  private final Task task = submitted(claim(plainRequest("typed")));

  @Test
  void everyEndHasATypeOfItsOwn() {
    assertThat(typeOf(delivered(task))).isEqualTo(OutcomeType.SUCCEEDED);
    assertThat(typeOf(partial(task))).isEqualTo(OutcomeType.PARTIAL);
    assertThat(typeOf(delivered(expired(task)))).isEqualTo(OutcomeType.LATE);
    assertThat(typeOf(partial(expired(task)))).isEqualTo(OutcomeType.LATE);
    assertThat(typeOf(expired(task))).isEqualTo(OutcomeType.PROVISIONAL);
    assertThat(typeOf(expired(task).closed("no image came", NOW))).isEqualTo(OutcomeType.FAILED);
    assertThat(typeOf(refused(claim(plainRequest("refused"))))).isEqualTo(OutcomeType.FAILED);
  }

  @ParameterizedTest
  @EnumSource(Finality.class)
  void whatTheRequesterCancelledIsCancelledHoweverFinalItIs(Finality finality) {
    var why = Failure.of(ErrorCode.CANCELLED, "cancelled", TaskExamples.EVOLINK);

    assertThat(typeOf(task.failed(why, finality, Optional.of(REF), NOW)))
        .isEqualTo(OutcomeType.CANCELLED);
  }

  @Test
  void anOpenTaskHasNone() {
    assertThat(task.outcomeType()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "succeeded, SUCCEEDED PARTIAL LATE",
    "failed, FAILED PROVISIONAL",
    "cancelled, CANCELLED",
    "partial, PARTIAL",
    "late, LATE",
    "provisional, PROVISIONAL"
  })
  void theWordOfAGroupLetsAllOfItPassAndAnyOtherWordItself(String word, String types) {
    assertThat(OutcomeType.values())
        .filteredOn(type -> type.passes(List.of(word)))
        .extracting(Enum::name)
        .containsExactly(types.split(" "));
  }

  @Test
  void withoutAWordEveryOutcomePasses() {
    assertThat(OutcomeType.values()).allMatch(type -> type.passes(List.of()));
  }

  private static OutcomeType typeOf(Task task) {
    return task.outcomeType().orElseThrow();
  }
}

package dev.darkroom.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import dev.darkroom.testing.Examples;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemTest {

  @Test
  void theFirstTwentyFaultsAreListedAndHowManyMore() {
    var problem =
        Problem.of(
            Rejection.invalid(
                IntStream.range(0, 1456).mapToObj(at -> new Fault("f" + at, "is wrong")).toList()));

    assertThat(problem.errors()).hasSize(21);
    assertThat(problem.errors().get(19).path()).isEqualTo("f19");
    assertThat(problem.errors().getLast()).isEqualTo(new Fault("", "and 1436 more faults"));
    assertThat(problem.detail()).isEqualTo("f0: is wrong (and 1455 more).");
  }

  @Test
  void aFewFaultsAreListedAsTheyAre() {
    var faults = IntStream.range(0, 21).mapToObj(at -> new Fault("f" + at, "is wrong")).toList();

    assertThat(Problem.of(Rejection.invalid(faults)).errors()).isEqualTo(faults);
  }

  @Test
  void pathsAndMessagesAreCutBetweenCharacters() {
    var fault = new Fault("🦊".repeat(150), "x".repeat(501));
    var odd = new Fault("a" + "🦊".repeat(150), "x".repeat(500));

    assertThat(fault.path()).hasSizeLessThanOrEqualTo(200).endsWith("🦊…");
    assertThat(odd.path()).hasSizeLessThanOrEqualTo(200).endsWith("🦊…");
    assertThat(fault.message()).hasSize(500).endsWith("…");
    assertThat(odd.message()).hasSize(500).endsWith("x");
  }

  @Test
  void theProvidersWordsEndAsASentence() {
    var bare = Failure.of(ErrorCode.RATE_LIMITED, "Too many requests", Examples.ACME);
    var whole = Failure.of(ErrorCode.RATE_LIMITED, "额度不足。", Examples.ACME);

    assertThat(Problem.notAccepted(bare).detail())
        .isEqualTo("acme: Too many requests. Nothing was spent, and the id can be used again.");
    assertThat(Problem.notAccepted(whole).detail())
        .isEqualTo("acme: 额度不足。 Nothing was spent, and the id can be used again.");
  }

  @Test
  void aDetailIsCutToo() {
    var problem = Problem.notFound("🦊".repeat(5000));

    assertThat(problem.detail().codePointCount(0, problem.detail().length())).isEqualTo(2000);
  }
}

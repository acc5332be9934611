package dev.darkroom.check;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.Lead;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check brings along. */
class CheckTest {
  private static final Check CHECK = Check.of(TaskId.of(new RequestId("order-1")));

  @Test
  void aStepOfOursNamesTheReferenceOfThePaidCallAndEverybodyElseAHint() {
    var ref = Examples.ref(ACME, "t-1");
    var rang = CHECK.from(new Check.Source.Callback(Examples.NOW));

    assertThat(CHECK.withHint(ref).lead()).isEqualTo(new Lead.Reference(ref));
    assertThat(rang.withHint(ref).lead()).isEqualTo(new Lead.Hint(ref));
    assertThat(CHECK.from(new Check.Source.Sweep()).withHint(ref).lead())
        .isEqualTo(new Lead.Hint(ref));
  }

  @Test
  void withoutANameItBringsNothing() {
    assertThat(CHECK.lead()).isEqualTo(new Lead.Nothing());
    assertThat(CHECK.from(new Check.Source.Sweep()).lead()).isEqualTo(new Lead.Nothing());
  }

  @Test
  void retriesAreCountedAsFarAsARecordCountsThem() {
    assertThat(CHECK.again().retryCount()).isEqualTo(1);
    assertThat(CHECK.withRetryCount(CheckNotes.MOST_RETRIES).again().retryCount())
        .isEqualTo(CheckNotes.MOST_RETRIES);
  }

  @Test
  void aHintOfTheLongestReferenceAndTheHighestCountAreRead() {
    var longest = Examples.ref(ACME, "x".repeat(512));
    var check = CHECK.withHint(longest).withRetryCount(1_000_000);

    assertThat(CheckJson.read(CheckJson.write(check))).isEqualTo(Optional.of(check));
  }
}

package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Problem;
import dev.darkroom.control.ControlResult;
import dev.darkroom.control.ControlResult.AlreadyFinal;
import dev.darkroom.control.ControlResult.NoReport;
import dev.darkroom.control.ControlResult.NotInDoubt;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.Examples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person reads who decided in vain. */
class ControlReplyTest {
  @Test
  void aCancelledTaskIsSaidToBeCancelledOnceAndWhatItSpent() {
    var cancelled = TaskExamples.cancelled("order");
    var unspent = cancelled.getLast();

    assertThat(detail(new NotInDoubt(cancelled.get(1))))
        .isEqualTo("It is cancelled. Only a paid call whose fate is unknown is decided.");
    assertThat(detail(new AlreadyFinal(unspent)))
        .isEqualTo("It is cancelled, and nothing was spent. Nothing was changed.");
  }

  @Test
  void aFailureIsNamedByItsCode() {
    var expired = TaskExamples.expired(submitted());

    assertThat(detail(new AlreadyFinal(expired)))
        .isEqualTo("It is failed (deadline_passed). Nothing was changed.");
  }

  @Test
  void whoeverDecidesWhileThePaidCallMayBeUnderWayIsToldToWait() {
    var claimed = TaskExamples.claim(TaskExamples.plainRequest("order"));

    assertThat(detail(new NotInDoubt(claimed)))
        .isEqualTo("It is submitting. Its paid call may be under way: decide a minute later.");
  }

  @Test
  void aProviderThatGivesNoReportLeavesTheIdOpenToDoubt() {
    var ref = new ProviderTaskRef(Examples.ACME, "half-an-id");

    assertThat(detail(new NoReport(ref, "answered 400", Optional.empty())))
        .isEqualTo(
            "acme gave no readable answer about half-an-id: answered 400. Nothing was changed."
                + " Check the id. Where it is right, send the same request again.");
  }

  private static Task submitted() {
    return TaskExamples.submitted(TaskExamples.claim(TaskExamples.plainRequest("order")));
  }

  private static String detail(ControlResult result) {
    return ((Problem) new ControlReply("", ImageBucket.UNKNOWN).of(result, 200).body()).detail();
  }
}

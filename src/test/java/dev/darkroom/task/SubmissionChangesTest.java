package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an answer to the paid call makes of a task, also of one that was cancelled meanwhile. */
class SubmissionChangesTest {
  private static final ProviderTaskRef REF = TaskInEachState.REF;
  private static final Instant LATER = NOW.plusSeconds(7);
  private static final Optional<Cost> COST =
      Optional.of(new Cost(new BigDecimal("1.80"), "credits"));
  private final Task claimed = TaskInEachState.CLAIMED.task();
  private final Task hinted =
      claimed.knowing(Progress.NONE.hinted(List.of(), List.of(TaskInEachState.NAMED)));

  @Test
  void theAnswerWinsOverWhatCallbacksNamed() {
    var submitted = hinted.submitted(REF, COST, Optional.of(Duration.ofSeconds(40)), LATER);

    assertThat(submitted.progress()).isEqualTo(Progress.NONE);
    assertThat(submitted.isPublished()).isFalse();
    assertThat(lastNote(submitted)).isEqualTo("accepted by acme as t-1");
  }

  @Test
  void aFallbackForgetsWhatTheFormerProvidersCallbacksNamed() {
    var busy = Failure.of(ErrorCode.RATE_LIMITED, "busy", ACME);
    var next = hinted.fallingBackTo(Examples.BOLT, List.of(), busy, LATER);

    assertThat(next.progress()).isEqualTo(Progress.NONE);
    assertThat(lastNote(next)).isEqualTo("not accepted: rate_limited; falling back to bolt");
  }

  /** A minute later at the latest: nobody else looks at it. */
  @ParameterizedTest
  @CsvSource({"30, 30", "60, 60", "61, 60"})
  void aCancelledTaskThatWasTakenAfterAllIsCheckedSoon(long planned, long expected) {
    var cancelled = TaskInEachState.CANCELLED_IN_DOUBT.task().withNextCheck(after(planned));

    var taken = cancelled.acceptedLate(REF, COST, Optional.of(Duration.ofSeconds(40)), LATER);

    assertThat(taken.nextCheckAt()).isEqualTo(after(expected));
    assertThat(((Failed) taken.state()).ref()).contains(REF);
    assertThat(taken.state().isCancelled()).isTrue();
    assertThat(taken.terms().costs()).isEqualTo(Costs.reserved(COST));
    assertThat(taken.terms().estimate()).contains(Duration.ofSeconds(40));
  }

  @Test
  void aCancelledTaskThatNobodyTookCostsNothing() {
    var busy = Failure.of(ErrorCode.RATE_LIMITED, "busy", ACME);
    var reserved = claimed.submitted(REF, COST, Optional.empty(), NOW);
    var cancelled = reserved.cancelled(LateImages.KEEP, NOW).orElseThrow();

    var unspent = cancelled.cancelledUnspent(busy, LATER);

    assertThat(unspent.state().isUnspent()).isTrue();
    assertThat(unspent.terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(lastNote(unspent)).isEqualTo("closed: not accepted: rate_limited");
  }

  @Test
  void aRefusalCostsNothingAndSaysWhy() {
    var busy = Failure.of(ErrorCode.RATE_LIMITED, "busy", ACME);
    var refused =
        claimed.submitted(REF, COST, Optional.empty(), NOW).notAccepted(busy, true, LATER);

    assertThat(refused.terms().costs()).isEqualTo(Costs.UNKNOWN);
    assertThat(refused.isPublished()).isTrue();
    assertThat(lastNote(refused)).isEqualTo("not accepted: rate_limited");
  }

  @Test
  void aResultThatCameAtOnceIsKeptWithItsBillAndFetchedSoon() {
    var known = hinted.resultKnown(REF, result(1, 10), LATER);

    assertThat(((ResultKnown) known.state()).result().billed()).isEmpty();
    assertThat(known.terms().costs().billed()).isEqualTo(COST);
    assertThat(known.nextCheckAt()).isEqualTo(after(60));
    assertThat(known.progress()).isEqualTo(Progress.NONE);
    assertThat(known.isPublished()).isFalse();
    assertThat(lastNote(known)).isEqualTo("made at once by acme as t-1");
  }

  /** A failure stays a failure, with the provider's task and its images to be fetched soon. */
  @ParameterizedTest
  @CsvSource({"30, 30", "60, 60", "61, 60"})
  void aResultAfterACancelIsKeptForALateDelivery(long planned, long expected) {
    var kept = claimed.cancelled(LateImages.KEEP, NOW).orElseThrow().published(NOW);

    var late = kept.withNextCheck(after(planned)).resultKnown(REF, result(33, 10), LATER);

    assertThat(late.state().isCancelled()).isTrue();
    assertThat(((Failed) late.state()).ref()).contains(REF);
    assertThat(((Failed) late.state()).finality()).isEqualTo(Finality.PROVISIONAL);
    assertThat(((Failed) late.state()).failure().message()).contains("acme took it");
    assertThat(late.isPublished()).isTrue();
    assertThat(late.timeline().updatedAt()).isEqualTo(kept.timeline().updatedAt());
    assertThat(late.nextCheckAt()).isEqualTo(after(expected));
    assertThat(late.terms().costs().billed()).isEqualTo(COST);
    assertThat(late.progress().missing()).extracting(MissingImage::index).containsExactly(32);
    assertThat(lastNote(late)).isEqualTo("made at once by acme as t-1, after the failure");
  }

  @Test
  void aResultThatIsNotWantedIsOnlyBilled() {
    var dropped = claimed.cancelled(LateImages.DROP, NOW).orElseThrow().published(NOW);

    var discarded = dropped.resultKnown(REF, result(1, 10), LATER);

    assertThat(((Failed) discarded.state()).finality()).isEqualTo(Finality.CERTAIN);
    assertThat(discarded.terms().costs().billed()).isEqualTo(COST);
    assertThat(discarded.isPublished()).isTrue();
  }

  /** Thirty-two images at most, and links of 100,000 bytes in all. */
  @Test
  void whatARecordCannotKeepOfAResultIsNamedAsMissing() {
    var known = claimed.resultKnown(REF, result(33, 4_000), LATER);
    var images = ((ResultKnown) known.state()).result().images();

    assertThat(images).hasSize(32);
    assertThat(images.stream().filter(image -> image.link().isEmpty())).hasSize(7);
    assertThat(known.progress().missing())
        .extracting(MissingImage::index)
        .containsExactly(25, 26, 27, 28, 29, 30, 31, 32);
  }

  @Test
  void aDoubtIsLookedAtAgainByWhatCanBeAsked() {
    var sent = SentCall.of("{}", AccountFingerprint.of("a key"));
    var repeatable = new InDoubt(ACME, "timed out", Optional.of(sent));

    assertThat(hinted.inDoubt(ACME, "timed out", LATER).nextCheckAt()).isEqualTo(after(60));
    assertThat(claimed.inDoubt(repeatable, LATER).nextCheckAt()).isEqualTo(after(90));
    assertThat(claimed.inDoubt(ACME, "timed out", LATER).nextCheckAt())
        .isEqualTo(claimed.deadline());
    assertThat(hinted.inDoubt(ACME, "timed out", LATER).progress()).isEqualTo(hinted.progress());
    assertThat(lastNote(claimed.inDoubt(repeatable, LATER))).isEqualTo("in doubt: timed out");
  }

  private static Succeeded result(int images, int length) {
    var links =
        IntStream.range(0, images)
            .mapToObj(index -> new RemoteImage(index, "s".repeat(length)))
            .toList();
    return new Succeeded(links, COST);
  }

  private static Instant after(long seconds) {
    return LATER.plusSeconds(seconds);
  }

  private static String lastNote(Task task) {
    return task.timeline().entries().getLast().outcome();
  }
}

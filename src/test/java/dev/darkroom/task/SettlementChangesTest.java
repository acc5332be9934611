package dev.darkroom.task;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What settlement makes of a task: which parts change, and which stay. */
class SettlementChangesTest {
  private static final ProviderTaskRef FOUND = Examples.ref(ACME, "t-found");
  private static final Instant LATER = NOW.plusSeconds(700);
  private static final Instant SOON = LATER.plusSeconds(5);
  private static final Cost BILL = new Cost(new BigDecimal("1.5"), "credits");
  private static final SentCall SENT = SentCall.of("{}", AccountFingerprint.of("a key"));

  @Test
  void aTaskThatIsFoundIsTheProvidersAndIsCheckedAsPlanned() {
    var found = TaskInEachState.IN_DOUBT_AND_NAMED.task().attached(FOUND, SOON, LATER);

    assertThat(found.state()).isEqualTo(new Submitted(FOUND));
    assertThat(found.nextCheckAt()).isEqualTo(SOON);
    assertThat(found.progress()).isEqualTo(Progress.NONE);
    assertThat(found.timeline().updatedAt()).isEqualTo(LATER);
    assertThat(lastNote(found)).isEqualTo("found with acme as t-found");
  }

  @Test
  void aFailureThatIsFoundStaysTheSameFailureOfTheSameAge() {
    var given = TaskInEachState.GIVEN_UP_AND_PUBLISHED.task();

    var found = given.attached(FOUND, SOON, LATER);

    assertThat(found.state())
        .isEqualTo(
            new Failed(
                ((Failed) given.state()).failure(), Finality.PROVISIONAL, Optional.of(FOUND)));
    assertThat(found.timeline().updatedAt()).isEqualTo(given.timeline().updatedAt());
    assertThat(found.isPublished()).isTrue();
    assertThat(lastNote(found)).isEqualTo("found with acme as t-found");
  }

  /** Before, it was unknown whether the provider has it. */
  @Test
  void aCancelledTaskThatIsFoundSaysWhoMayBillIt() {
    var found = TaskInEachState.CANCELLED_IN_DOUBT.task().attached(FOUND, SOON, LATER);

    assertThat(((Failed) found.state()).failure().message()).contains("acme took it");
    assertThat(((Failed) found.state()).ref()).contains(FOUND);
    assertThat(found.state().isCancelled()).isTrue();
  }

  @Test
  void aCallIsRepeatedOnceAndHealedSoon() {
    var doubt = doubt(Optional.of(SENT));

    var repeating = doubt.repeating(LATER);

    assertThat(((InDoubt) repeating.state()).sent()).contains(SENT.repeated(LATER));
    assertThat(repeating.nextCheckAt()).isEqualTo(LATER.plusSeconds(90));
    assertThat(repeating.version()).isEqualTo(doubt.version() + 1);
    assertThat(lastNote(repeating)).isEqualTo("repeating the paid call with its key");
  }

  @Test
  void aRepeatThatDidNotLeaveMayBeMadeAgain() {
    var back = doubt(Optional.of(SENT)).repeating(LATER).notRepeated(SENT, LATER.plusSeconds(1));

    assertThat(((InDoubt) back.state()).sent()).contains(SENT);
    assertThat(lastNote(back)).isEqualTo("the repeat did not leave");
  }

  @Test
  void whatWasNotKeptCannotBeRepeated() {
    assertThatThrownBy(() -> doubt(Optional.empty()).repeating(LATER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no call to repeat");
    assertThatThrownBy(() -> TaskInEachState.SUBMITTED.task().repeating(LATER))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aNextCheckIsNoChangeAndAFindingIsOne() {
    var task = TaskInEachState.SUBMITTED.task();
    var progress = Progress.NONE.withRetryCount(3);

    assertThat(task.withNextCheck(SOON).version()).isEqualTo(task.version());
    assertThat(task.withNextCheck(SOON).nextCheckAt()).isEqualTo(SOON);
    assertThat(task.knowing(progress).version()).isEqualTo(task.version());
    assertThat(task.knowing(progress).progress()).isEqualTo(progress);
    assertThat(task.progressed(List.of("a", "b"), LATER).version()).isEqualTo(task.version() + 1);
    assertThat(task.progressed(List.of("a", "b"), LATER).timeline().entries())
        .extracting(TimelineEntry::outcome)
        .endsWith("a", "b");
    assertThat(task.progressed(List.of("a"), LATER).timeline().updatedAt())
        .isEqualTo(task.timeline().updatedAt());
  }

  @Test
  void aPublishedFailureThatIsClosedEndsNow() {
    var expired = named(TaskInEachState.EXPIRED_AND_PUBLISHED.task());

    var closed = expired.closed("its links are dead", LATER);

    assertThat(((Failed) closed.state()).finality()).isEqualTo(Finality.CERTAIN);
    assertThat(closed.timeline().updatedAt()).isEqualTo(LATER);
    assertThat(closed.progress().hints()).isEmpty();
    assertThat(closed.isOpen()).isFalse();
    assertThat(lastNote(closed)).isEqualTo("closed: its links are dead");
  }

  @Test
  void anOutcomeThatIsBeingToldKeepsItsAgeWhenItIsClosed() {
    var expired = TaskInEachState.EXPIRED.task();

    var closed = expired.closed("its links are dead", LATER);

    assertThat(closed.timeline().updatedAt()).isEqualTo(expired.timeline().updatedAt());
    assertThat(closed.isPublished()).isFalse();
    assertThat(lastNote(closed)).isEqualTo("closed: its links are dead");
  }

  @ParameterizedTest
  @EnumSource(names = {"CLAIMED", "SUBMITTED", "DELIVERED"})
  void onlyAFailureCanBeClosed(TaskInEachState state) {
    assertThatThrownBy(() -> state.task().closed("why", LATER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has not failed");
  }

  @Test
  void imagesThatAreNotWantedAreBilledAndNotStored() {
    var discarded =
        named(TaskInEachState.DISCARDED_AND_PUBLISHED.task()).discarded(FOUND, result(3), LATER);

    assertThat(discarded.terms().costs().billed()).contains(BILL);
    assertThat(((Failed) discarded.state()).finality()).isEqualTo(Finality.CERTAIN);
    assertThat(((Failed) discarded.state()).failure().message())
        .isEqualTo(
            "cancelled; acme took it and may bill it; images that still come are not stored");
    assertThat(discarded.progress().hints()).isEmpty();
    assertThat(discarded.progress().listed().map(Listed::images)).contains(3);
    assertThat(discarded.isPublished()).isTrue();
  }

  @Test
  void whatIsStoredOfAnotherReferenceIsLeftOverUnlessItIsDelivered() {
    var task = TaskInEachState.SUBMITTED.task();
    var images = List.of(Examples.stored(task.id(), 0), Examples.stored(task.id(), 1));
    var other = task.knowing(Progress.NONE.imagesKnown(images, List.of(), Optional.empty()));

    var attached = other.attached(FOUND, SOON, LATER);
    var delivered =
        attached.delivered(
            FOUND, images.subList(1, 2), List.of(), List.of(), Optional.empty(), LATER);

    assertThat(attached.progress().stored()).isEmpty();
    assertThat(attached.progress().leftovers()).isEqualTo(images);
    assertThat(delivered.progress().leftovers()).isEqualTo(images.subList(0, 1));
  }

  /** Nobody knows afterwards whose images the bucket has. */
  @ParameterizedTest
  @CsvSource({
    "IN_DOUBT, false",
    "GIVEN_UP, false",
    "SUBMITTED, true",
    "MADE, true",
    "EXPIRED, true"
  })
  void aReferenceDisplacesAnotherOneOnly(TaskInEachState state, boolean isDisplaced) {
    var task = state.task();

    assertThat(task.attached(FOUND, SOON, LATER).progress().isDisplaced()).isEqualTo(isDisplaced);
    assertThat(task.attached(TaskInEachState.REF, SOON, LATER).progress().isDisplaced()).isFalse();
  }

  @Test
  void leftoversAreNamedOnceAndBounded() {
    var task = TaskInEachState.DELIVERED.task();
    var found = IntStream.range(0, 40).mapToObj(one -> Examples.stored(task.id(), one)).toList();

    var named = task.withLeftovers(found.subList(0, 20)).withLeftovers(found);

    assertThat(named.version()).isEqualTo(task.version());
    assertThat(named.progress().leftovers()).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(32);
    assertThat(named.progress().leftovers())
        .doesNotContainAnyElementsOf(((TaskState.Delivered) task.state()).images());
  }

  private static Succeeded result(int images) {
    return new Succeeded(
        IntStream.range(0, images).mapToObj(Examples::remote).toList(), Optional.of(BILL));
  }

  @Test
  void aDeliveryAfterAnyOtherOutcomeIsLate() {
    assertThat(isLate(TaskInEachState.SUBMITTED.task())).isFalse();
    assertThat(isLate(TaskInEachState.EXPIRED.task())).isTrue();
    var found = TaskInEachState.GIVEN_UP_AND_PUBLISHED.task();
    var told = TaskExamples.publishedOn("event-bus", found);
    assertThat(isLate(told.toBuilder().state(new Submitted(FOUND)).build())).isTrue();
  }

  private static boolean isLate(Task task) {
    var images = List.of(Examples.stored(task.id(), 0));
    var delivered = task.delivered(FOUND, images, List.of(), List.of(), Optional.empty(), LATER);
    return ((TaskState.Delivered) delivered.state()).late();
  }

  @Test
  void aDeliveryNamesEachLossInTheTimeline() {
    var task = TaskInEachState.SUBMITTED.task();
    var lost = new MissingImage(1, ErrorCode.RESULT_EXPIRED, "its link is dead");
    var images = List.of(Examples.stored(task.id(), 0));

    var delivered =
        task.delivered(FOUND, images, List.of(lost), List.of(), Optional.empty(), LATER);

    assertThat(delivered.timeline().entries())
        .extracting(TimelineEntry::outcome)
        .endsWith("1 stored, 1 missing", lost.note());
    assertThat(delivered.progress()).isEqualTo(Progress.NONE);
  }

  /** A hint stays as long as images may come; a loss is told once nothing can. */
  @Test
  void aFailureKeepsHintsUntilItIsCertainAndNamesLossesOnlyThen() {
    var lost = new MissingImage(0, ErrorCode.RESULT_EXPIRED, "its link is dead");
    var task =
        named(TaskInEachState.SUBMITTED.task())
            .knowing(
                Progress.NONE
                    .hinted(List.of(), List.of(TaskInEachState.NAMED))
                    .imagesKnown(List.of(), List.of(lost), Optional.empty()));
    var why = Failure.of(ErrorCode.RESULT_EXPIRED, "all links are dead", ACME);

    var provisional = task.failed(why, Finality.PROVISIONAL, Optional.of(FOUND), LATER);
    var certain = task.failed(why, Finality.CERTAIN, Optional.of(FOUND), LATER);

    assertThat(provisional.progress()).isEqualTo(task.progress());
    assertThat(lastNote(provisional)).isEqualTo("failed: result_expired");
    assertThat(certain.progress().hints()).isEmpty();
    assertThat(certain.progress().missing()).containsExactly(lost);
    assertThat(certain.timeline().entries())
        .extracting(TimelineEntry::outcome)
        .endsWith("failed: result_expired", lost.note());
  }

  private static Task named(Task task) {
    return task.knowing(Progress.NONE.hinted(List.of(), List.of(TaskInEachState.NAMED)));
  }

  private static Task doubt(Optional<SentCall> sent) {
    return TaskInEachState.CLAIMED.task().inDoubt(new InDoubt(ACME, "timed out", sent), NOW);
  }

  private static String lastNote(Task task) {
    return task.timeline().entries().getLast().outcome();
  }
}

package dev.darkroom.control;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import dev.darkroom.control.DeletionResult.Deleted;
import dev.darkroom.control.DeletionResult.NotDeleted;
import dev.darkroom.control.DeletionResult.NotEnded;
import dev.darkroom.control.DeletionResult.NotTold;
import dev.darkroom.delivery.TestingImageStore;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.log.CapturedLines;
import dev.darkroom.task.EitherId;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.Tombstone;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.ManualClock;
import dev.darkroom.testing.RecordingQueue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A requester deletes a generation: its objects, then its record, and its id stays in use. */
class TaskDeletionTest {
  private static final EitherId ID = new EitherId("order-1");

  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final TestingImageStore images = new TestingImageStore();
  private final ManualClock clock = new ManualClock();
  private final RecordingQueue queue = new RecordingQueue();
  private final TaskDeletion deletion = TestingControl.deletion(store, queue, images, clock);

  @Test
  void aDeletedGenerationHasNeitherObjectsNorARecord() {
    var told = told();

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(images.kept()).isEmpty();
    assertThat(ID.find(store::find)).isEmpty();
    assertThat(ID.find(store::findDeleted)).contains(Tombstone.of(told, clock.instant()));
  }

  @Test
  void aDeletionIsALineOfTheLog() {
    var told = told();

    try (var lines = new CapturedLines()) {
      deletion.delete(ID);
      deletion.delete(ID);

      assertThat(lines.of("control", told.id()))
          .extracting(line -> line.path("outcome").asText())
          .containsExactly("deleted");
    }
  }

  @Test
  void objectsOfOthersStay() {
    told();
    var other = Examples.stored(Examples.request("order-2").taskId(), 0);
    images.has(other);

    deletion.delete(ID);

    assertThat(images.kept()).containsOnlyKeys(other.key());
  }

  @Test
  void whatIsLeftOverIsDeletedAsWell() {
    var left = image(7);
    images.has(left);
    var told = told();
    store.replace(
        told.withLeftovers(List.of(left)).progressed(List.of("left over"), clock.instant()));

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(images.kept()).isEmpty();
  }

  @Test
  void aRepetitionChangesNothing() {
    told();
    deletion.delete(ID);
    var tombstone = ID.find(store::findDeleted);
    clock.advance(Schedule.CLAIM_GRACE);

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(ID.find(store::findDeleted)).isEqualTo(tombstone);
  }

  @Test
  void aFailureIsDeleted() {
    var failed = claimed().failed(why(), Finality.CERTAIN, Optional.empty(), clock.instant());
    store.replace(failed);
    store.replace(failed.published(clock.instant()));

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());
  }

  @Test
  void whatHasNotEndedIsNotDeleted() {
    var claimed = claimed();
    assertThat(deletion.delete(ID)).isEqualTo(new NotEnded(claimed));

    var submitted = submitted(claimed);
    store.replace(submitted);
    assertThat(deletion.delete(ID)).isEqualTo(new NotEnded(submitted));

    var cancelled = submitted.cancelled(LateImages.DROP, clock.instant()).orElseThrow();
    store.replace(cancelled);
    store.replace(cancelled.published(clock.instant()));
    assertThat(deletion.delete(ID)).isInstanceOf(NotEnded.class);
    assertThat(ID.find(store::find)).isPresent();
  }

  @Test
  void whatSomebodyWaitsToBeToldIsNotDeleted() {
    var delivered = delivered();

    assertThat(deletion.delete(ID)).isEqualTo(new NotTold(delivered));

    assertThat(images.kept()).hasSize(2);
  }

  @Test
  void whatIsNotThereIsNotDeleted() {
    assertThat(deletion.delete(ID)).isEqualTo(new NotDeleted(new ControlResult.NoSuchTask()));

    var refusal =
        new Refusal(
            Examples.request("order-1").id(),
            "sqs",
            "invalid_request",
            "no",
            List.of(),
            clock.instant());
    store.keepRefusal(refusal);
    assertThat(deletion.delete(ID)).isEqualTo(new NotDeleted(new ControlResult.NeverTask(refusal)));
  }

  @Test
  void aBucketThatDoesNotAnswerLeavesTheRecordToARepetition() {
    var told = told();
    images.willFail();

    assertThatThrownBy(() -> deletion.delete(ID)).isInstanceOf(RuntimeException.class);
    assertThat(ID.find(store::find)).contains(told);

    images.comeBack();
    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());
    assertThat(images.kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aStoreThatFailsLeavesTheRecordToARepetition(int failures) {
    var told = told();
    store.failOnNextWrites(failures);

    for (int failure = 0; failure < failures; failure++) {
      assertThatThrownBy(() -> deletion.delete(ID)).isInstanceOf(FailingStore.Down.class);
      assertThat(ID.find(store::find)).contains(told);
    }

    assertThat(images.kept()).isEmpty();
    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());
  }

  @Test
  void aDeletionWhoseAnswerIsLostIsFoundByItsRepetition() {
    told();
    store.loseAnswersOfNextReplaces(1);

    assertThatThrownBy(() -> deletion.delete(ID)).isInstanceOf(FailingStore.Down.class);

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());
  }

  @Test
  void anObjectThatIsNamedMeanwhileIsDeletedAsWell() {
    var told = told();
    var left = image(7);
    store.beforeNextReplace(
        () -> {
          images.has(left);
          store.replace(
              told.withLeftovers(List.of(left)).progressed(List.of("left over"), clock.instant()));
        });

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(images.kept()).isEmpty();
  }

  /** A check that came late stores what was just deleted, and its repetition finds the record. */
  @Test
  void anObjectThatIsStoredAgainBetweenTheStepsIsDeletedAsWell() {
    told();
    store.beforeNextReplace(() -> images.has(image(0)));

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(images.kept()).isEmpty();
  }

  /** A check that stored something and died does not always come again: that one does. */
  @Test
  void aLastCheckIsQueuedForWhenNoEarlierOneIsUnderWay() {
    var told = told();

    deletion.delete(ID);

    assertThat(queue.entries())
        .containsExactly(new RecordingQueue.Entry(Check.of(told.id()), SettleQueue.LONGEST_DELAY));
  }

  @Test
  void aDeletionThatDiesBeforeItsLastCheckIsEndedByItsRepetition() {
    var told = told();
    queue.goDown();
    assertThatThrownBy(() -> deletion.delete(ID)).isInstanceOf(IllegalStateException.class);
    assertThat(ID.find(store::findDeleted)).isPresent();
    assertThatThrownBy(() -> deletion.delete(ID)).isInstanceOf(IllegalStateException.class);
    queue.comeBack();

    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());

    assertThat(queue.checks()).containsExactly(Check.of(told.id()));
  }

  @Test
  void anOutcomeThatIsToBeToldAgainMeanwhileIsToldFirst() {
    var told = told();
    store.beforeNextReplace(() -> store.replace(told.replayed("webhook", clock.instant())));

    assertThat(deletion.delete(ID)).isInstanceOf(NotTold.class);

    var replayed = ID.find(store::find).orElseThrow();
    store.replace(replayed.published(clock.instant()));
    assertThat(deletion.delete(ID)).isEqualTo(new Deleted());
  }

  @Test
  void aRecordThatChangesAtEveryTryIsGivenUpAfterTen() {
    told();
    var races = new AtomicInteger();
    changeBeforeEachWrite(races);

    assertThat(deletion.delete(ID))
        .isInstanceOfSatisfying(
            NotDeleted.class,
            given -> assertThat(given.why()).isInstanceOf(ControlResult.LostRaces.class));
    assertThat(races).hasValue(10);
  }

  private void changeBeforeEachWrite(AtomicInteger races) {
    store.beforeNextReplace(
        () -> {
          races.incrementAndGet();
          var there = ID.find(store::find).orElseThrow();
          store.replace(there.progressed(List.of("changed"), clock.instant()));
          changeBeforeEachWrite(races);
        });
  }

  private Task told() {
    var told = delivered().published(clock.instant());
    store.replace(told);
    return told;
  }

  private Task delivered() {
    var submitted = submitted(claimed());
    var stored = IntStream.range(0, 2).mapToObj(TaskDeletionTest::image).toList();
    stored.forEach(images::has);
    var delivered =
        submitted.delivered(
            Examples.ref(ACME, "t-1"),
            stored,
            List.of(),
            List.of(),
            Optional.empty(),
            clock.instant());
    store.replace(submitted);
    store.replace(delivered);
    return delivered;
  }

  private Task submitted(Task claimed) {
    return claimed.submitted(
        Examples.ref(ACME, "t-1"), Optional.empty(), Optional.empty(), clock.instant());
  }

  private Task claimed() {
    var claimed =
        Task.claimed(
            Examples.request("order-1"), ACME, List.of(), clock.instant(), Schedule.CLAIM_GRACE);
    store.claim(claimed);
    return claimed;
  }

  private static StoredImage image(int index) {
    return Examples.stored(Examples.request("order-1").taskId(), index);
  }

  private static Failure why() {
    return Failure.of(ErrorCode.GENERATION_FAILED, "no", ACME);
  }
}

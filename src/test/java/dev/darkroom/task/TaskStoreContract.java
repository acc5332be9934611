package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.TaskStore.DueTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of tasks promises. */
public abstract class TaskStoreContract {
  private static final Instant LATER = NOW.plusSeconds(86_400 * 2);

  private TaskStore store;

  /** A store that holds nothing yet. */
  protected abstract TaskStore emptyStore();

  @BeforeEach
  void start() {
    store = emptyStore();
  }

  @Test
  void aTaskOfEveryStateComesBackAsItWasWritten() {
    for (var task : TaskExamples.oneOfEachState("same")) {
      var atOne = atVersionOne(task);

      assertThat(store.claim(atOne)).isEqualTo(new Won(atOne));

      assertThat(store.find(task.id())).contains(atOne);
    }
  }

  @Test
  void anUnknownIdIsNoTask() {
    assertThat(store.find(TaskId.of(new RequestId("nobody")))).isEmpty();
  }

  @Test
  void aTakenIdShowsWhoHasIt() {
    var first = claim(plainRequest("one"));
    store.claim(first);
    store.replace(submitted(first));

    var second = store.claim(claim(plainRequest("one")));

    assertThat(second).isEqualTo(new Taken(submitted(first)));
  }

  @Test
  void ofFiftySimultaneousClaimsOneWins() {
    var fresh = claim(plainRequest("raced"));

    var claims = atOnce(50, number -> store.claim(fresh));

    assertThat(claims).filteredOn(Won.class::isInstance).containsExactly(new Won(fresh));
    assertThat(claims)
        .filteredOn(Taken.class::isInstance)
        .hasSize(49)
        .containsOnly(new Taken(fresh));
  }

  @Test
  void aRefusedClaimDoesNotUseItsIdUp() {
    var first = claim(plainRequest("again"));
    var refused = refused(first);
    store.claim(first);
    store.replace(refused);

    var second = store.claim(first);

    var expected = first.replacing(refused);
    assertThat(second).isEqualTo(new Won(expected));
    assertThat(store.find(first.id())).contains(expected);
    assertThat(expected.revision().attempt()).isEqualTo(2);
  }

  @Test
  void aSurrenderedWishIsToBeToldAndLeavesItsIdFree() {
    var wish = plainRequest("surrendered");
    var surrendered = surrendered(wish);

    assertThat(store.claim(surrendered)).isEqualTo(new Won(surrendered));
    assertThat(store.find(wish.taskId())).contains(surrendered);
    assertThat(due(LATER)).extracting(DueTask::id).containsExactly(wish.taskId());
    assertThat(store.claim(claim(wish))).isEqualTo(new Won(claim(wish).replacing(surrendered)));
  }

  @Test
  void aSurrenderTakesNoPlaceThatItHasNotLookedAt() {
    var task = claim(plainRequest("again"));
    var surrendered = surrendered(task.request());
    store.claim(task);

    assertThat(store.claim(surrendered)).isEqualTo(new Taken(task));

    store.replace(refused(task));

    assertThat(store.claim(surrendered)).isEqualTo(new Taken(refused(task)));
    assertThat(store.replace(surrendered.replacing(task))).isFalse();
    assertThat(store.replace(surrendered.replacing(refused(task)))).isTrue();
    assertThat(store.find(task.id())).contains(surrendered.replacing(refused(task)));
  }

  @Test
  void ofFiftySimultaneousReclaimsOneWins() {
    var first = claim(plainRequest("reclaimed"));
    var refused = refused(first).published(NOW);
    store.claim(first);
    store.replace(refused(first));
    store.replace(refused);

    var claims = atOnce(50, number -> store.claim(first));

    assertThat(claims)
        .filteredOn(Won.class::isInstance)
        .containsExactly(new Won(first.replacing(refused)));
    assertThat(claims).filteredOn(Taken.class::isInstance).hasSize(49);
  }

  @Test
  void aFailureAfterAcceptanceKeepsItsId() {
    var first = claim(plainRequest("spent"));
    store.claim(first);
    store.replace(submitted(first));
    store.replace(expired(submitted(first)));

    var second = store.claim(first);

    assertThat(second).isEqualTo(new Taken(expired(submitted(first))));
  }

  @Test
  void aReplacementOfAnOldVersionWritesNothing() {
    var first = claim(plainRequest("lost"));
    store.claim(first);
    store.replace(submitted(first));

    var lost = store.replace(first.inDoubt(TaskExamples.EVOLINK, "slow", NOW));

    assertThat(lost).isFalse();
    assertThat(store.find(first.id())).contains(submitted(first));
  }

  @Test
  void aReplacementOfNothingWritesNothing() {
    var unclaimed = submitted(claim(plainRequest("unclaimed")));

    assertThat(store.replace(unclaimed)).isFalse();
    assertThat(store.find(unclaimed.id())).isEmpty();
  }

  @Test
  void ofManySimultaneousReplacementsOneWins() {
    var first = claim(plainRequest("settled"));
    store.claim(first);

    var replaced = atOnce(20, number -> store.replace(submitted(first)));

    assertThat(replaced).containsOnlyOnce(true);
    assertThat(store.find(first.id())).contains(submitted(first));
  }

  @Test
  void aPostponedCheckIsDueLater() {
    var task = claim(plainRequest("postponed"));
    var next = NOW.plusSeconds(600).plusNanos(1);
    store.claim(task);

    boolean isPostponed = store.postpone(task.id(), task.nextCheckAt(), next);

    assertThat(isPostponed).isTrue();
    assertThat(due(next.minusNanos(1))).isEmpty();
    assertThat(due(next)).containsExactly(new DueTask(task.id(), next));
    assertThat(store.find(task.id()).map(Task::version)).contains(task.version());
  }

  @Test
  void aCheckThatMovedMeanwhileIsNotPostponed() {
    var task = claim(plainRequest("moved"));
    store.claim(task);

    boolean isPostponed = store.postpone(task.id(), task.nextCheckAt().plusNanos(1), LATER);

    assertThat(isPostponed).isFalse();
    assertThat(store.find(task.id())).contains(task);
  }

  @Test
  void ofManySimultaneousPostponementsOneWins() {
    var task = claim(plainRequest("leased"));
    store.claim(task);

    var postponed =
        atOnce(
            10, number -> store.postpone(task.id(), task.nextCheckAt(), LATER.plusSeconds(number)));

    assertThat(postponed).containsOnlyOnce(true);
  }

  @Test
  void aToldTaskHasNothingToPostpone() {
    var told = publishedTask("closed");

    assertThat(store.postpone(told.id(), told.nextCheckAt(), LATER)).isFalse();
    assertThat(store.postpone(TaskId.of(new RequestId("nobody")), NOW, LATER)).isFalse();
    assertThat(store.find(told.id())).contains(told);
  }

  @Test
  void theRoundIsWrittenWithThePostponementAndStaysWithoutOne() {
    var task = claim(plainRequest("round"));
    var next = NOW.plusSeconds(600);
    store.claim(task);

    store.postpone(task.id(), task.nextCheckAt(), next, Optional.of(7));
    assertThat(store.find(task.id()))
        .contains(task.knowing(task.progress().withRetryCount(7)).withNextCheck(next));

    store.postpone(task.id(), next, LATER);
    assertThat(store.find(task.id()).map(Task::progress))
        .contains(task.progress().withRetryCount(7));
  }

  @Test
  void aProvisionalFailureIsOpenAlsoWhenItsRequesterKnows() {
    var task = claim(plainRequest("provisional"));
    store.claim(task);
    store.replace(submitted(task));
    store.replace(expired(submitted(task)));
    var told = expired(submitted(task)).published(NOW.plusSeconds(9));
    store.replace(told);

    assertThat(due(LATER)).extracting(DueTask::id).containsExactly(task.id());
    assertThat(store.open(Optional.empty(), 10).tasks()).containsExactly(told);
    assertThat(store.postpone(task.id(), told.nextCheckAt(), LATER)).isTrue();
  }

  @Test
  void aFailureThatIsClosedIsOpenNoMore() {
    var task = claim(plainRequest("closed-later"));
    store.claim(task);
    store.replace(submitted(task));
    store.replace(expired(submitted(task)));
    var told = expired(submitted(task)).published(NOW.plusSeconds(9));
    store.replace(told);
    var closed = told.closed("its links are dead", NOW.plusSeconds(99));

    assertThat(store.replace(closed)).isTrue();

    assertThat(due(LATER)).isEmpty();
    assertThat(store.find(task.id())).contains(closed);
    assertThat(store.postpone(task.id(), closed.nextCheckAt(), LATER)).isFalse();
  }

  @Test
  void aProvidersTaskBelongsToOneTaskOfOurs() {
    var first = claim(plainRequest("owner"));
    var second = claim(plainRequest("another"));
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "ä".repeat(ProviderTaskRef.MAX_LENGTH));

    assertThat(store.ownerOf(ref)).isEmpty();
    assertThat(store.own(ref, first)).isTrue();
    assertThat(store.own(ref, first)).isTrue();
    assertThat(store.own(ref, second)).isFalse();
    assertThat(store.ownerOf(ref)).contains(first.id());
    assertThat(store.ownerOf(TaskExamples.REF)).isEmpty();
    assertThat(store.find(first.id())).isEmpty();
  }

  @Test
  void ofManyWhoWouldOwnAtOnceOneDoes() {
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "raced");

    var owned = atOnce(20, number -> store.own(ref, claim(plainRequest("racer-" + number))));

    assertThat(owned).containsOnlyOnce(true);
  }

  @Test
  void thePagesOfAWindowHoldEachTaskOfItOnce() {
    var tasks = IntStream.range(0, 60).mapToObj(number -> dueAt("due-" + number, number)).toList();
    tasks.reversed().forEach(store::claim);
    var window = new DueWindow(NOW.plusSeconds(60 + 10), NOW.plusSeconds(60 + 49));

    var found = new ArrayList<DueTask>();
    var page = store.due(window, Optional.empty(), 7);
    found.addAll(page.tasks());
    while (page.next().isPresent()) {
      page = store.due(window, page.next(), 7);
      assertThat(page.tasks()).hasSizeLessThanOrEqualTo(7);
      found.addAll(page.tasks());
    }

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            tasks.subList(10, 50).stream()
                .map(task -> new DueTask(task.id(), task.nextCheckAt()))
                .toList());
  }

  @Test
  void aWindowOfNoTimeHoldsNothing() {
    store.claim(dueAt("due", 0));
    var window = DueWindow.upTo(NOW.plusSeconds(60));

    assertThat(store.due(window, Optional.empty(), 10).tasks()).hasSize(1);
    for (var now : List.of(NOW.plusSeconds(60), NOW)) {
      assertThat(store.due(window.following(now), Optional.empty(), 10).tasks()).isEmpty();
    }
  }

  @Test
  void aPageGoesOnBehindATaskThatIsDueNoMore() {
    var tasks =
        IntStream.range(0, 20).mapToObj(number -> dueAt("moving-" + number, number)).toList();
    tasks.forEach(store::claim);
    var first = store.due(DueWindow.upTo(LATER), Optional.empty(), 5);
    first.tasks().forEach(due -> store.postpone(due.id(), due.nextCheckAt(), LATER.plusSeconds(1)));

    var second = store.due(DueWindow.upTo(LATER), first.next(), 100);

    assertThat(Stream.of(first, second).flatMap(page -> page.tasks().stream()).map(DueTask::id))
        .containsExactlyInAnyOrderElementsOf(tasks.stream().map(Task::id).toList());
  }

  @Test
  void theLongestWaitIsThatOfTheEarliestWhoWasNotTold() {
    var told = publishedTask("told");
    var early = dueAt("early", 0, NOW.plusSeconds(7));
    var late = dueAt("late", 0, NOW.plusSeconds(8));
    store.claim(early);
    store.claim(late);
    var unknown = TaskId.of(new RequestId("nobody"));

    assertThat(store.oldestUnpublished(List.of(told.id(), late.id(), unknown, early.id())))
        .contains(early.createdAt());
    assertThat(store.oldestUnpublished(List.of(told.id(), unknown))).isEmpty();
    assertThat(store.oldestUnpublished(List.of())).isEmpty();
  }

  @Test
  void theLongestWaitIsFoundAmongManyTasks() {
    var tasks =
        IntStream.range(0, 130)
            .mapToObj(number -> dueAt("many-" + number, 0, NOW.plusSeconds(200 - number)))
            .toList();
    tasks.forEach(store::claim);

    assertThat(store.oldestUnpublished(tasks.stream().map(Task::id).toList()))
        .contains(tasks.getLast().createdAt());
  }

  @Test
  void aSweepsPassComesBackAsItWasWritten() {
    var begun = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.of(NOW));
    var done = begun.handedOut(Optional.empty(), Optional.empty());
    var next = done.following(LATER).handedOut(Optional.empty(), Optional.empty());

    assertThat(store.sweepPass()).isEmpty();
    assertThat(store.keep(begun)).isTrue();
    assertThat(store.sweepPass()).contains(begun);
    assertThat(store.keep(done)).isTrue();
    assertThat(store.keep(next)).isTrue();
    assertThat(store.sweepPass()).contains(next);
  }

  @Test
  void ofTwoSweepsAtOnceOneGoesOn() {
    var first = SweepPass.first(NOW).handedOut(Optional.of("a mark"), Optional.empty());
    var second = first.handedOut(Optional.of("the next"), Optional.empty());

    assertThat(atOnce(10, number -> store.keep(first))).containsOnlyOnce(true);
    assertThat(atOnce(10, number -> store.keep(second))).containsOnlyOnce(true);
    assertThat(store.keep(first)).isFalse();
    assertThat(store.sweepPass()).contains(second);
  }

  @Test
  void aToldTaskIsNeverDue() {
    publishedTask("told");

    assertThat(due(LATER)).isEmpty();
    assertThat(store.open(Optional.empty(), 10).tasks()).isEmpty();
  }

  @Test
  void anUntoldOutcomeIsDue() {
    var task = claim(plainRequest("untold"));
    store.claim(task);
    store.replace(submitted(task));
    store.replace(delivered(submitted(task)));

    assertThat(due(LATER)).extracting(DueTask::id).containsExactly(task.id());
  }

  @Test
  void aLateDeliveryIsOpenAgainUntilItIsTold() {
    var first = claim(plainRequest("late"));
    var expired = expired(submitted(first)).published(NOW);
    var late = delivered(expired);
    store.claim(first);
    store.replace(submitted(first));
    store.replace(expired(submitted(first)));
    store.replace(expired);

    assertThat(store.replace(late)).isTrue();
    assertThat(due(LATER)).containsExactly(new DueTask(late.id(), late.nextCheckAt()));

    assertThat(store.replace(late.published(NOW))).isTrue();
    assertThat(due(LATER)).isEmpty();
  }

  @Test
  void thePagesOfOpenTasksHoldEachOnce() {
    var tasks = IntStream.range(0, 45).mapToObj(number -> dueAt("open-" + number, number)).toList();
    tasks.forEach(store::claim);
    publishedTask("not open");

    var found = new ArrayList<Task>();
    var page = store.open(Optional.empty(), 10);
    found.addAll(page.tasks());
    while (page.next().isPresent()) {
      page = store.open(page.next(), 10);
      assertThat(page.tasks()).hasSizeLessThanOrEqualTo(10);
      found.addAll(page.tasks());
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(tasks);
  }

  @Test
  void aForeignMarkIsRefused() {
    for (var mark : List.of("", "x", "-1", "%00", "1E999999999", "0".repeat(500))) {
      assertThatThrownBy(() -> store.open(Optional.of(mark), 10))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.due(DueWindow.upTo(NOW), Optional.of(mark), 10))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRefusalIsKeptAndLeavesItsIdFree() {
    var id = new RequestId("refused");
    var refusal =
        new Refusal(
            id,
            "sqs",
            "invalid_request",
            "two things are wrong ü",
            List.of(new Refusal.Fault("", "not this"), new Refusal.Fault("images[1]", "use https")),
            NOW);
    var fresh = claim(plainRequest("refused"));

    store.keepRefusal(refusal);
    store.keepRefusal(refusal);

    assertThat(store.findRefusal(TaskId.of(id))).contains(refusal);
    assertThat(store.find(TaskId.of(id))).isEmpty();
    assertThat(store.claim(fresh)).isEqualTo(new Won(fresh));
    assertThat(store.findRefusal(TaskId.of(id))).contains(refusal);
    assertThat(store.findRefusal(TaskId.of(new RequestId("other")))).isEmpty();
  }

  private Task publishedTask(String id) {
    var task = claim(plainRequest(id.replace(' ', '-')));
    var told = delivered(submitted(task)).published(NOW);
    store.claim(task);
    store.replace(submitted(task));
    store.replace(delivered(submitted(task)));
    assertThat(store.replace(told)).isTrue();
    return told;
  }

  private List<DueTask> due(Instant now) {
    return store.due(DueWindow.upTo(now), Optional.empty(), 10).tasks();
  }

  private static Task dueAt(String id, int seconds) {
    return dueAt(id, seconds, NOW);
  }

  private static Task dueAt(String id, int seconds, Instant created) {
    return Task.claimed(
        plainRequest(id),
        TaskExamples.EVOLINK,
        List.of(),
        created,
        Schedule.CLAIM_GRACE.plusSeconds(seconds));
  }

  /** The same task as a first version, so that a store takes it without its history. */
  private static Task atVersionOne(Task task) {
    var first = new Revision(task.id(), task.revision().attempt(), 1);
    return task.toBuilder().revision(first).build();
  }

  private static <T> List<T> atOnce(int racers, IntFunction<T> racer) {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running =
          IntStream.range(0, racers)
              .mapToObj(
                  number ->
                      CompletableFuture.supplyAsync(
                          () -> {
                            awaitQuietly(start);
                            return racer.apply(number);
                          },
                          threads))
              .toList();
      start.countDown();
      return running.stream().map(CompletableFuture::join).toList();
    }
  }

  private static void awaitQuietly(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}

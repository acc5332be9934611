package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskStore.DueTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sweep finds, and what it leaves alone. */
public abstract class DueTasksContract extends ClaimContract {
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
  void aPublishedTaskHasNothingToPostpone() {
    var told = publishedTask("closed");

    assertThat(store.postpone(told.id(), told.nextCheckAt(), LATER)).isFalse();
    assertThat(store.postpone(TaskId.of(new RequestId("nobody")), NOW, LATER)).isFalse();
    assertThat(store.find(told.id())).contains(told);
  }

  @Test
  void theRetryCountIsWrittenWithThePostponementAndStaysWithoutOne() {
    var task = claim(plainRequest("round"));
    var next = NOW.plusSeconds(600);
    store.claim(task);

    store.postpone(task.id(), task.nextCheckAt(), next, Optional.of(new CheckNotes(7)));
    assertThat(store.find(task.id()))
        .contains(task.knowing(task.progress().withRetryCount(7)).withNextCheck(next));

    store.postpone(task.id(), next, LATER);
    assertThat(store.find(task.id()).map(Task::progress))
        .contains(task.progress().withRetryCount(7));
  }

  @Test
  void howFarATaskIsIsWrittenWithThePostponementAndStaysWhereNobodySaysSo() {
    var task = claim(plainRequest("percent"));
    var next = NOW.plusSeconds(600);
    store.claim(task);

    store.postpone(
        task.id(), task.nextCheckAt(), next, Optional.of(new CheckNotes(1, Optional.of(83))));
    assertThat(store.find(task.id()))
        .contains(
            task.knowing(task.progress().with(new CheckNotes(1, Optional.of(83))))
                .withNextCheck(next));

    store.postpone(task.id(), next, LATER, Optional.of(new CheckNotes(0)));
    assertThat(store.find(task.id()).map(Task::progress))
        .contains(task.progress().with(new CheckNotes(0, Optional.of(83))));
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
  void theOldestUnpublishedTaskIsTheEarliestOne() {
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
  void aPublishedTaskIsNeverDue() {
    publishedTask("told");

    assertThat(due(LATER)).isEmpty();
    assertThat(store.open(Optional.empty(), 10).tasks()).isEmpty();
  }

  @Test
  void anUnpublishedOutcomeIsDue() {
    var task = claim(plainRequest("untold"));
    store.claim(task);
    store.replace(submitted(task));
    store.replace(delivered(submitted(task)));

    assertThat(due(LATER)).extracting(DueTask::id).containsExactly(task.id());
  }
}

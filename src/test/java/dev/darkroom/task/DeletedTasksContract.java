package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskStore.Attachment;
import dev.darkroom.task.TaskStore.Claim.Deleted;
import dev.darkroom.task.TaskStore.Claim.Won;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of a deleted task. */
public abstract class DeletedTasksContract extends RecentTasksContract {

  @Test
  void ofADeletedTaskOnlyItsTombstoneIsLeft() {
    var task = publishedTask("deleted");
    assertThat(store.findDeleted(task.id())).isEmpty();

    assertThat(store.delete(task, LATER)).isTrue();

    assertThat(store.find(task.id())).isEmpty();
    assertThat(store.findDeleted(task.id()))
        .contains(new Tombstone(task.id(), task.claimMark(), task.version() + 1, LATER));
    assertThat(store.open(Optional.empty(), 10).tasks()).isEmpty();
    assertThat(due(LATER)).isEmpty();
    assertThat(store.oldestUnpublished(List.of(task.id()))).isEmpty();
    var all = new RecentRange(Optional.of(NOW.minusSeconds(1)), RecentMark.before(LATER), NOW);
    assertThat(store.recent(all, 10).orElseThrow().tasks()).isEmpty();
    assertThat(store.recent(all, 10).orElseThrow().unreadable()).isEmpty();
  }

  @Test
  void theIdOfADeletedTaskIsNotClaimed() {
    var task = publishedTask("deleted");
    store.delete(task, LATER);
    var tombstone = store.findDeleted(task.id()).orElseThrow();

    var request = plainRequest("deleted");
    for (var fresh : List.of(claim(request), surrendered(request))) {
      assertThat(store.claim(fresh)).isEqualTo(new Deleted(tombstone));
    }
    assertThat(store.find(task.id())).isEmpty();
  }

  @Test
  void noWriteOfBeforeReachesADeletedTask() {
    var task = publishedTask("deleted");
    store.delete(task, LATER);
    var tombstone = store.findDeleted(task.id());

    assertThat(store.replace(task.replayed("webhook", LATER))).isFalse();
    assertThat(store.replace(task)).isFalse();
    assertThat(store.postpone(task.id(), task.nextCheckAt(), LATER)).isFalse();
    var found = task.attached(TaskExamples.REF, LATER, NOW);
    assertThat(store.attach(found, TaskExamples.REF)).isEqualTo(Attachment.LOST_RACE);
    assertThat(store.delete(task, LATER.plusSeconds(1))).isFalse();

    assertThat(store.findDeleted(task.id())).isEqualTo(tombstone);
    assertThat(store.ownerOf(TaskExamples.REF)).isEmpty();
  }

  @Test
  void aTaskThatChangedMeanwhileIsNotDeleted() {
    var task = publishedTask("changed");
    var next = task.replayed("webhook", LATER);
    store.replace(next);

    assertThat(store.delete(task, LATER)).isFalse();

    assertThat(store.find(task.id())).contains(next);
    assertThat(store.findDeleted(task.id())).isEmpty();
  }

  @Test
  void anUnknownTaskIsNotDeleted() {
    var task = delivered(submitted(claim(plainRequest("unknown")))).published(NOW);

    assertThat(store.delete(task, LATER)).isFalse();

    assertThat(store.findDeleted(task.id())).isEmpty();
  }

  @Test
  void ofSimultaneousDeletesAndClaimsOneWins() {
    var first = claim(plainRequest("raced"));
    store.claim(first);
    var refused = refused(first);
    store.replace(refused);

    var won =
        atOnce(
            20,
            racer ->
                racer % 2 == 0
                    ? store.delete(refused, LATER)
                    : store.claim(claim(plainRequest("raced"))) instanceof Won);

    assertThat(won).containsOnlyOnce(true);
    boolean isDeleted = store.findDeleted(first.id()).isPresent();
    assertThat(store.find(first.id()).isPresent()).isNotEqualTo(isDeleted);
  }
}

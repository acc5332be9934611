package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.TaskStore.DueTask;
import org.junit.jupiter.api.Test;

/** Of an id there is one claim at a time. */
public abstract class ClaimContract extends DeletedTasksContract {
  @Test
  void aTakenIdShowsTheTaskThatHasIt() {
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
  void aSurrenderedRequestIsToBePublishedAndLeavesItsIdFree() {
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
}

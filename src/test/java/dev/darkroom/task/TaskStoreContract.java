package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskStore.Attachment;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.TaskStore.DueTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of tasks promises; the claims and the due tasks are contracts of their own. */
public abstract class TaskStoreContract extends DueTasksContract {
  @Test
  void aTaskOfEveryStateComesBackAsItWasWritten() {
    var all = new ArrayList<>(TaskExamples.oneOfEachState("same"));
    all.addAll(TaskExamples.cancelled("same"));
    all.add(TaskExamples.abandoned("same-abandoned"));
    for (var task : all) {
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
  void anAttachWritesTheTaskAndItsOwnerOrNeither() {
    var one = doubt("attached");
    var two = doubt("attached-late");
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "found");
    var attached = one.attached(ref, LATER, NOW);

    assertThat(store.attach(attached.withSubscriber("of a version too late"), ref))
        .isEqualTo(Attachment.LOST_RACE);
    assertThat(store.ownerOf(ref)).isEmpty();

    assertThat(store.attach(attached, ref)).isEqualTo(Attachment.WRITTEN);
    assertThat(store.find(one.id())).contains(attached);
    assertThat(store.ownerOf(ref)).contains(one.id());

    assertThat(store.attach(two.attached(ref, LATER, NOW), ref)).isEqualTo(Attachment.OF_ANOTHER);
    assertThat(store.find(two.id())).contains(two);
    assertThat(store.attach(attached, ref)).isEqualTo(Attachment.LOST_RACE);
    assertThat(store.ownerOf(ref)).contains(one.id());
  }

  @Test
  void whatAClaimOwnsAlreadyIsAttachedToIt() {
    var doubt = doubt("owner-of-it");
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "owned before");
    store.own(ref, doubt);

    assertThat(store.attach(doubt.attached(ref, LATER, NOW), ref)).isEqualTo(Attachment.WRITTEN);
  }

  private Task doubt(String id) {
    var claim = claim(plainRequest(id));
    var doubt = claim.inDoubt(TaskExamples.EVOLINK, "slow", NOW);
    store.claim(claim);
    store.replace(doubt);
    return doubt;
  }

  @Test
  void aProvidersTaskOfAnEarlierClaimIsNoTaskOfALaterOne() {
    var first = claim(plainRequest("used-again"));
    var later =
        Task.claimed(
            first.request(),
            TaskExamples.EVOLINK,
            List.of(),
            NOW.plusSeconds(9),
            Schedule.CLAIM_GRACE);
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "of-an-earlier-life");

    assertThat(store.own(ref, first)).isTrue();

    assertThat(store.own(ref, later)).isFalse();
    assertThat(store.own(ref, submitted(first))).isTrue();
    assertThat(store.ownerOf(ref)).contains(first.id());
  }

  @Test
  void ofManySimultaneousOwnersOneWins() {
    var ref = new ProviderTaskRef(TaskExamples.EVOLINK, "raced");

    var owned = atOnce(20, number -> store.own(ref, claim(plainRequest("racer-" + number))));

    assertThat(owned).containsOnlyOnce(true);
  }

  @Test
  void aLateDeliveryIsOpenAgainUntilItIsPublished() {
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
  void theLastCanaryOfEachProviderIsKept() {
    var evolink = new ProviderId("evolink");
    var modellix = new ProviderId("modellix");
    var account = AccountFingerprint.of("sk-test");
    var first = new CanaryRecord(evolink, true, account, NOW, "one task “ü”");
    var last = first.withdrawn("it was not", NOW.plusSeconds(1));
    var other = new CanaryRecord(modellix, false, account, NOW, "two tasks");

    assertThat(store.canary(evolink)).isEmpty();
    store.keepCanary(first);
    assertThat(store.canary(evolink)).contains(first);
    store.keepCanary(last);
    store.keepCanary(other);

    assertThat(store.canary(evolink)).contains(last);
    assertThat(store.canary(modellix)).contains(other);
  }

  /** The answer to its write was lost, and the write was repeated: also half a second later. */
  @ParameterizedTest
  @ValueSource(longs = {1, 499_000_000, 500_000_000, 1_000_000_000, 600_000_000_000L})
  void aCanaryThatIsWrittenLateRestoresNoTrustThatWasWithdrawn(long nanos) {
    var evolink = new ProviderId("evolink");
    var account = AccountFingerprint.of("sk-test");
    var first = new CanaryRecord(evolink, true, account, NOW.plusMillis(500), "one task");
    var withdrawn = first.withdrawn("it was not", first.at().plusNanos(nanos));

    store.keepCanary(first);
    store.keepCanary(withdrawn);
    store.keepCanary(first);
    assertThat(store.canary(evolink)).contains(withdrawn);

    var again = new CanaryRecord(evolink, true, account, withdrawn.at().plusSeconds(1), "one task");
    store.keepCanary(again);
    assertThat(store.canary(evolink)).contains(again);
  }

  @Test
  void aCanaryIsNoTask() {
    var account = AccountFingerprint.of("sk-test");
    store.keepCanary(
        new CanaryRecord(new ProviderId("evolink"), true, account, NOW, "x".repeat(5000)));

    assertThat(store.open(Optional.empty(), 10).tasks()).isEmpty();
    assertThat(store.due(DueWindow.upTo(NOW), Optional.empty(), 10).tasks()).isEmpty();
  }

  @Test
  void aCallInDoubtIsKeptWithItsRepeat() {
    var claimed = claim(plainRequest("doubt"));
    var sent = SentCall.of("{\"prompt\":\"ein Fuchs 🦊\"}", AccountFingerprint.of("sk-test"));
    store.claim(claimed);
    var doubtful = claimed.inDoubt(new InDoubt(TaskExamples.EVOLINK, "x", Optional.of(sent)), NOW);
    store.replace(doubtful);

    assertThat(store.find(claimed.id())).contains(doubtful);
    store.replace(doubtful.repeating(NOW.plusSeconds(30)));
    assertThat(store.find(claimed.id())).contains(doubtful.repeating(NOW.plusSeconds(30)));
    assertThat(doubtful.repeating(NOW).timeline().updatedAt()).isEqualTo(NOW);
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

  /** The same task as a first version, so that a store takes it without its history. */
  private static Task atVersionOne(Task task) {
    var first = new Revision(task.id(), task.revision().attempt(), 1);
    return task.toBuilder().revision(first).build();
  }
}

package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.log.CapturedLines;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words that an operator finds in the log about a paid call in doubt. */
class DoubtWordsTest extends DoubtFixture {
  @Test
  void aRepeatSaysWhatCameOfIt() {
    trusted();
    inDoubt();
    recovery.willRepeat(() -> new RepeatResult.NotSent("no connection"));
    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly("repeated:not_sent", "still_in_doubt");

    recovery.willRepeat(() -> new RepeatResult.InDoubt("timed out"));
    assertThat(wordsWithin(MINUTE)).containsExactly("repeated:in_doubt", "still_in_doubt");
  }

  @Test
  void aReplayIsToldFromAnAnswerThatIsNone() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);

    assertThat(wordsWithin(MINUTE)).containsExactly("repeated:replay", "succeeded");
  }

  @Test
  void anAnswerThatMayBeASecondPaidTaskIsNamed() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, false).willList(FakeRecovery.listed(TAKEN, OTHER));

    assertThat(wordsWithin(MINUTE))
        .containsExactly("repeated:taken", "trust_withdrawn:taken", "succeeded");
    assertThat(world.store.canary(world.acme.ref().provider()).orElseThrow().seen())
        .isEqualTo(
            "trust withdrawn: a repeat was not answered as one: taken may be a second paid task");
  }

  @Test
  void aTrustThatCannotBeWithdrawnIsSaid() {
    trusted();
    inDoubt();
    recovery
        .willName(TAKEN, false)
        .willList(
            () -> {
              world.store.failOnCanary();
              world.store.failOnOwnerOf();
              return FakeRecovery.listed(TAKEN, OTHER);
            });

    assertThat(wordsWithin(MINUTE))
        .containsExactly(
            "repeated:taken",
            "list_not_weighed:Down",
            "trust_withdrawn:taken",
            "trust_not_withdrawn:Down",
            "succeeded");
  }

  @Test
  void aReferenceThatTheStoreDidNotTakeIsNamed() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.failOnNextWrites(1);
          return taken();
        });

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .startsWith(
            "repeated:replay", "reference_not_written:Down", "reference_queued:taken", "lost_race");
  }

  @Test
  void whereNoCheckCarriesTheReferenceItIsRecordedBeforeTheTrustIsJudged() {
    trusted();
    inDoubt();
    recovery
        .willRepeat(
            () -> {
              world.queue.goDown();
              return new RepeatResult.Taken(
                  new Accepted(TAKEN, Optional.empty(), Optional.empty()), /* isReplay= */ false);
            })
        .willList(
            () -> {
              assertThat(world.stored().state()).isEqualTo(new Submitted(TAKEN));
              return FakeRecovery.listed(TAKEN, OTHER);
            });

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly(
            "repeated:taken",
            "check_not_queued:IllegalStateException",
            "trust_withdrawn:taken",
            "succeeded");
  }

  @Test
  void aReferenceThatCouldNotBeOwnedIsRecordedAllTheSame() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.failOnOwn();
          return taken();
        });

    assertThat(wordsWithin(MINUTE))
        .containsExactly("repeated:replay", "reference_not_owned:Down", "succeeded");
  }

  @Test
  void aRepeatThatNamesAnotherTaskOfOursIsNotedAndJudged() {
    trusted();
    inDoubt();
    world.store.own(TAKEN, TaskExamples.claim(TaskExamples.plainRequest("another")));
    recovery.willName(TAKEN, false);

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly("repeated:taken", "trust_withdrawn:taken", "still_in_doubt");
    assertThat(world.timeline()).contains("repeated, answered with another task of ours");
    assertThat(isTrusted()).isFalse();
  }

  @Test
  void aReplayThatNamesAnotherTaskOfOursKeepsTheTrust() {
    trusted();
    inDoubt();
    world.store.own(TAKEN, TaskExamples.claim(TaskExamples.plainRequest("another")));
    recovery.willName(TAKEN, true);

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly("repeated:replay", "still_in_doubt");
    assertThat(isTrusted()).isTrue();
  }

  @Test
  void aNoteThatLosesItsRaceLosesNothingElse() {
    trusted();
    inDoubt();
    recovery.willRepeat(
        () -> {
          world.store.replace(world.stored().withSubscriber("AQC/1"));
          return new RepeatResult.InDoubt("timed out");
        });

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly("repeated:in_doubt", "lost_race");
    world.pass(MINUTE.multipliedBy(29));
    assertThat(recovery.repeats()).hasSize(1);
  }

  @Test
  void aCanaryThatCannotBeReadIsSaidAndTrustsNobody() {
    trusted();
    inDoubt();
    world.store.failOnCanary();

    assertThat(wordsWithin(Duration.ofSeconds(30)))
        .containsExactly("canary_unreadable:Down", "still_in_doubt");
  }

  @Test
  void aListSaysWhyItProvesNothing() {
    inDoubt();
    recovery.willList(FakeRecovery.listed(OTHER));
    assertThat(wordsWithin(MINUTE.multipliedBy(5))).endsWith("list:alike", "still_in_doubt");

    recovery.willList(new RecentTasks.Unknown("answered 503"));
    assertThat(wordsWithin(MINUTE)).containsExactly("list:answered 503", "still_in_doubt");

    recovery.willList(
        () -> {
          throw new IllegalStateException("broken");
        });
    assertThat(wordsWithin(MINUTE.multipliedBy(2)))
        .startsWith(
            "list_broken:IllegalStateException",
            "list:list_broken:IllegalStateException",
            "still_in_doubt");
  }

  @Test
  void aListOfAnotherAccountSaysSo() {
    inDoubt(Optional.of(SentCall.of(FakeRecovery.BODY, AccountFingerprint.of("sk-before"))));
    recovery.willList(FakeRecovery.listed());

    assertThat(wordsWithin(MINUTE.multipliedBy(5)))
        .endsWith("list:the list may be of another account", "still_in_doubt");
  }

  @Test
  void aListThatProvesThatNothingWasTakenIsAFailure() {
    inDoubt();
    recovery.willList(FakeRecovery.listed());

    assertThat(wordsWithin(MINUTE.multipliedBy(5))).last().isEqualTo("failed");
  }

  private List<String> wordsWithin(Duration time) {
    try (var lines = new CapturedLines()) {
      world.pass(time);
      return lines.of("settlement", world.request.taskId()).stream()
          .map(line -> line.path("outcome").asText())
          .toList();
    }
  }

  private static RepeatResult taken() {
    return new RepeatResult.Taken(
        new Accepted(TAKEN, Optional.empty(), Optional.empty()), /* isReplay= */ true);
  }
}

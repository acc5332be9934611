package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.richRequest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Subscribers.Publication;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** State machines that wait for one task. */
class SubscribersTest {
  private static final String BUS = "event-bus";
  private final Task refused = refused(false).withSubscriber("AQC/second");

  @ParameterizedTest
  @CsvSource({"0, true", "19, true", "20, false", "21, false"})
  void twentyMayWaitBesideTheFirst(int count, boolean hasRoom) {
    assertThat(waiting(count, 10).hasRoom()).isEqualTo(hasRoom);
    assertThat(
            claim(plainRequest("room")).toBuilder()
                .subscribers(waiting(count, 10))
                .build()
                .hasRoomForSubscriber())
        .isEqualTo(hasRoom);
  }

  /** 40 KiB in all, of which the longest token may take 8. */
  @ParameterizedTest
  @CsvSource({"8191, true", "8192, true", "8193, false"})
  void theBytesOfAllTokensAreBounded(int bytesOfEach, boolean hasRoom) {
    assertThat(waiting(4, bytesOfEach).hasRoom()).isEqualTo(hasRoom);
  }

  @Test
  void aTokenIsCountedInBytesNotInCharacters() {
    var wide = IntStream.range(0, 11).mapToObj(number -> number + "界".repeat(1_000)).toList();

    assertThat(new Subscribers(false, wide, List.of()).hasRoom()).isFalse();
  }

  @Test
  void whoWaitedForARefusalThatNobodyWasToldOfWaitsForTheNextClaim() {
    var own = refused.tokens().getFirst();

    assertThat(replacing(refused)).containsExactly(own, "AQC/second");
  }

  @Test
  void aRequesterWhoKnewOfTheRefusalComesBackByItself() {
    var known = refused(true).withSubscriber("AQC/second");

    assertThat(replacing(known)).containsExactly("AQC/second");
  }

  @Test
  void nobodyWaitsForTheNextClaimAfterARefusalThatWasPublished() {
    var told = refused.published(List.of(taken(refused, BUS)), NOW);

    assertThat(replacing(told)).isEmpty();
  }

  @Test
  void aTokenThatWasHandedBackIsUsedUpThoughTheRefusalIsNotPublishedYet() {
    var handedBack =
        refused.attempted(List.of(taken(refused, "task-token")), NOW.plusSeconds(60), NOW);

    assertThat(replacing(handedBack)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"19, true", "20, false"})
  void aRefusalIsReplacedOnlyIfAllItsWaitersFit(int besideTheFirst, boolean isReclaimable) {
    var crowded = refused(false).toBuilder().subscribers(waiting(besideTheFirst, 10)).build();

    assertThat(crowded.tokens()).hasSize(besideTheFirst + 1);
    assertThat(crowded.isReclaimable()).isEqualTo(isReclaimable);
  }

  @Test
  void onlyAnAttemptThatEndsTheMatterCompletesAChannel() {
    var outcome = refused.outcomeId();
    var made =
        List.of(
            attempt("webhook", outcome, PublishAttempt.Result.FAILED),
            attempt("task-token", outcome, PublishAttempt.Result.BROKEN),
            attempt(BUS, outcome, PublishAttempt.Result.GIVEN_UP));

    var completed = Subscribers.NONE.completedBy(made);

    assertThat(completed.publications()).containsExactly(new Publication(BUS, outcome));
    assertThat(completed.wasPublishedOn(BUS)).isTrue();
    assertThat(completed.wasPublishedOn("webhook")).isFalse();
    assertThat(completed.isPublishedOn(BUS, "another")).isFalse();
  }

  private static List<String> replacing(Task refused) {
    return claim(plainRequest("again")).replacing(refused).subscribers().tokens();
  }

  private static Task refused(boolean knows) {
    var why =
        new Failure(ErrorCode.QUOTA_EXHAUSTED, "nothing left", Optional.empty(), Optional.empty());
    return claim(richRequest("refused")).notAccepted(why, knows, NOW);
  }

  private static PublishAttempt taken(Task task, String channel) {
    return PublishAttempt.taken(channel, task.outcomeId(), NOW);
  }

  private static PublishAttempt attempt(
      String channel, String outcome, PublishAttempt.Result result) {
    return new PublishAttempt(
        new Publication(channel, outcome), 1, NOW, result, "why", Optional.empty());
  }

  private static Subscribers waiting(int count, int bytesOfEach) {
    var tokens =
        IntStream.range(0, count)
            .mapToObj(number -> "%02d".formatted(number) + "t".repeat(bytesOfEach - 2))
            .toList();
    return new Subscribers(false, tokens, List.of());
  }
}

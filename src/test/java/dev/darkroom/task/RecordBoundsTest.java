package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.PublishHistory.Replay;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every list of a record is bounded, and says what it leaves out. */
class RecordBoundsTest {

  @Test
  void theLatestHintComesFirstAndThoseThatCameFirstStay() {
    var two = Progress.NONE.hinted(List.of(), List.of(ref(1), ref(2)));
    var full = two.hinted(List.of(), List.of(ref(3), ref(4), ref(5), ref(6)));

    assertThat(two.hints()).containsExactly(ref(2), ref(1));
    assertThat(full.hints()).containsExactly(ref(5), ref(4), ref(3), ref(2), ref(1));
    assertThat(full.hinted(List.of(ref(3)), List.of(ref(6))).hints())
        .containsExactly(ref(6), ref(5), ref(4), ref(2), ref(1));
    assertThat(two.hinted(List.of(), List.of(ref(1))).hints()).containsExactly(ref(2), ref(1));
    assertThat(full.withoutHints().hints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "1000, 1000", "1001, 1000"})
  void retriesAreCountedUpToAThousand(int count, int kept) {
    assertThat(Progress.NONE.withRetryCount(count).retryCount()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "32, 32, 0", "33, 32, 1", "96, 32, 64", "97, 32, 64"})
  void aTaskKeepsThirtyTwoImagesAndNamesSixtyFourOthers(int listed, int kept, int named) {
    var list = ImageList.of(images(listed));

    assertThat(list.images()).isEqualTo(images(kept));
    assertThat(list.surplus()).hasSize(named);
    assertThat(list.surplus())
        .allSatisfy(one -> assertThat(one.reason()).startsWith("a task keeps at most 32 images"));
  }

  @Test
  void theLastNamedImageSaysHowManyMoreThereAre() {
    assertThat(ImageList.of(images(96)).surplus().getLast())
        .isEqualTo(
            new MissingImage(95, ErrorCode.RESULT_REJECTED, "a task keeps at most 32 images"));
    assertThat(ImageList.of(images(100)).surplus().getLast().reason())
        .isEqualTo("a task keeps at most 32 images; and 4 more");
    assertThat(ImageList.named(missing(64)).getLast().reason()).isEqualTo("why");
    assertThat(ImageList.named(missing(65)).getLast().reason()).isEqualTo("why; and 1 more");
    assertThat(ImageList.named(missing(65))).hasSize(64);
  }

  @Test
  void aReasonIsCutAtTwoHundredCharacters() {
    var long201 = new MissingImage(0, ErrorCode.RESULT_REJECTED, "x".repeat(201));

    assertThat(ImageList.named(List.of(long201)).getFirst().reason())
        .isEqualTo("x".repeat(199) + "…");
  }

  @Test
  void linksThatOnlyTheRecordKnowsAreKeptAsFarAsThereIsRoom() {
    var list =
        ImageList.ofLinks(
            List.of(
                new RemoteImage(0, "s".repeat(99_000)),
                new RemoteImage(1, "s".repeat(1_001)),
                new RemoteImage(2, "s".repeat(998)),
                new RemoteImage(3, "é"),
                new RemoteImage(4, "s")));

    assertThat(list.images())
        .extracting(image -> image.link().length())
        .containsExactly(99_000, 0, 998, 1, 0);
    assertThat(list.surplus())
        .extracting(MissingImage::index, MissingImage::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, "its link is too long to be kept"),
            org.assertj.core.groups.Tuple.tuple(4, "its link is too long to be kept"));
  }

  @ParameterizedTest
  @CsvSource({"20, 20, why 19", "21, 21, why 20", "22, 21, and 2 more faults"})
  void ofManyFaultsTwentyAreNamed(int count, int kept, String last) {
    var faults =
        IntStream.range(0, count).mapToObj(number -> new Fault("", "why " + number)).toList();

    var rejection = Rejection.invalid(faults);

    assertThat(rejection.faults()).hasSize(kept);
    assertThat(rejection.faults().getLast().message()).isEqualTo(last);
  }

  @Test
  void aRejectionIsSummedUpByItsFirstFault() {
    var nameless = new Fault("", "is no JSON");
    var prompt = new Fault("prompt", "is missing");

    assertThat(Rejection.invalid(List.of()).detail()).isEmpty();
    assertThat(Rejection.invalid(List.of(nameless)).detail()).isEqualTo("is no JSON.");
    assertThat(Rejection.invalid(List.of(prompt, nameless, nameless)).detail())
        .isEqualTo("prompt: is missing (and 2 more).");
    var seed = new Fault("seed", "acme: 7 cannot be kept: no seed here");
    assertThat(Rejection.unroutable(List.of(prompt, seed), false).detail())
        .isEqualTo("prompt: is missing (and 1 more).");
    assertThat(Rejection.unroutable(List.of(prompt, seed), true).detail())
        .isEqualTo(
            "prompt: is missing (and 1 more). With \"onLoss\": \"adapt\", what \"cannot be kept\" is changed or"
                + " dropped, and reported.");
    assertThat(Rejection.tooManyWaiting(21).detail()).startsWith("21 task tokens wait");
    assertThat(Rejection.tooLarge(7).detail()).contains("at most 7 bytes");
    assertThat(Rejection.mismatch().code().text()).isEqualTo("idempotency_mismatch");
  }

  @Test
  void ofEachChannelAndOutcomeTheLastReplayIsKeptAndOfAllTheLastSix() {
    var history = PublishHistory.NONE;
    for (int number = 0; number < 6; number++) {
      history = history.replayed(replay("c" + number, 0));
    }

    assertThat(history.replays()).hasSize(6);
    assertThat(history.replayed(replay("c2", 9)).replays())
        .extracting(one -> one.publication().channel() + " " + one.after())
        .containsExactly("c0 0", "c1 0", "c3 0", "c4 0", "c5 0", "c2 9");
    assertThat(history.replayed(replay("c6", 0)).replays())
        .extracting(one -> one.publication().channel())
        .containsExactly("c1", "c2", "c3", "c4", "c5", "c6");
    assertThat(history.replay(new Publication("c3", "o"))).contains(replay("c3", 0));
    assertThat(history.replay(new Publication("c3", "other"))).isEmpty();
  }

  @Test
  void whereEachChannelHasOneAttemptTheOldestGivesWay() {
    var history = PublishHistory.NONE;
    for (int number = 0; number < 21; number++) {
      history = history.with(List.of(PublishAttempt.taken("c" + number, "o", NOW)));
    }

    assertThat(history.attempts()).hasSize(20);
    assertThat(history.attempts().getFirst().channel()).isEqualTo("c1");
    assertThat(history.count(new Publication("c20", "o"))).isEqualTo(1);
    assertThat(history.count(new Publication("c0", "o"))).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "1e39, true",
    "1e40, false",
    "1e-40, true",
    "1e-41, false",
    "1234567890123456789012345678901234567890, true",
    "12345678901234567890123456789012345678901, false"
  })
  void anAmountOfAnySenseIsPlausible(BigDecimal amount, boolean isPlausible) {
    assertThat(new Cost(amount, "credits").isPlausible()).isEqualTo(isPlausible);
  }

  private static Replay replay(String channel, int after) {
    return new Replay(new Publication(channel, "o"), NOW, NOW, after);
  }

  private static ProviderTaskRef ref(int number) {
    return Examples.ref(Examples.ACME, "t-" + number);
  }

  private static List<RemoteImage> images(int count) {
    return IntStream.range(0, count).mapToObj(Examples::remote).toList();
  }

  private static List<MissingImage> missing(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> new MissingImage(index, ErrorCode.RESULT_REJECTED, "why"))
        .toList();
  }
}

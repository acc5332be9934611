package dev.darkroom.aws;

import static dev.darkroom.task.TaskExamples.EVOLINK;
import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.REF;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.ProviderReport.Succeeded;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.Timeline;
import dev.darkroom.task.TimelineEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a record that would be too large loses, and what it keeps. */
class AbridgedTaskTest {
  private static final String LONG = "w".repeat(101);
  private static final String SENTENCE = "w".repeat(99) + "…";
  private static final String PHRASE = "w".repeat(39) + "…";
  private final Task task = submitted(claim(plainRequest("abridged")));

  @Test
  void aTimelineOfThirtyEntriesStaysWhole() {
    var thirty = withEntries(30);

    assertThat(AbridgedTask.timeline(thirty)).isEqualTo(thirty);
  }

  @Test
  void aLongTimelineKeepsItsFirstTenAndLastTwentyEntriesAndSaysHowManyAreMissing() {
    var entries = AbridgedTask.timeline(withEntries(37)).timeline().entries();

    assertThat(entries).extracting(TimelineEntry::outcome).startsWith("entry 0", "entry 1");
    assertThat(entries).extracting(TimelineEntry::outcome).endsWith("entry 35", "entry 36");
    assertThat(entries).hasSize(31);
    assertThat(entries.get(9).outcome()).isEqualTo("entry 9");
    assertThat(entries.get(10))
        .isEqualTo(new TimelineEntry(NOW.plusSeconds(16), "record", "7 entries left out"));
    assertThat(entries.get(11).outcome()).isEqualTo("entry 17");
  }

  /** A large record is cut again with every write. */
  @Test
  void whatWasLeftOutBeforeIsCountedWithWhatIsLeftOutNow() {
    var once = AbridgedTask.timeline(withEntries(37));
    var again = AbridgedTask.timeline(once.progressed(List.of("a", "b"), NOW.plusSeconds(99)));
    var released = new TimelineEntry(NOW.plusSeconds(10), "store", "7 entries left out");

    assertThat(again.timeline().entries()).hasSize(31);
    assertThat(again.timeline().entries().get(10).outcome()).isEqualTo("9 entries left out");
    assertThat(Timeline.inPlaceOf(List.of(released, released)).outcome())
        .isEqualTo("14 entries left out");
  }

  @Test
  void theFirstFortyAdjustmentsStayInFewerWords() {
    var many =
        IntStream.range(0, 41)
            .mapToObj(
                number ->
                    new Adjustment(
                        "field" + number,
                        LONG,
                        Optional.of(LONG),
                        Optional.of(LONG),
                        Adjustment.Kind.ROUNDED,
                        LONG))
            .toList();
    var long41 = task.toBuilder().terms(task.terms().adjusted(many)).build();

    var kept = AbridgedTask.adjustments(long41).terms().adjustments();

    assertThat(kept).hasSize(40);
    assertThat(kept.getLast())
        .isEqualTo(
            new Adjustment(
                "field39",
                PHRASE,
                Optional.of(PHRASE),
                Optional.of(PHRASE),
                Adjustment.Kind.ROUNDED,
                SENTENCE));
  }

  @Test
  void aMissingImageKeepsItsIndexAndCodeAndLosesWords() {
    var lost = List.of(new MissingImage(3, ErrorCode.RESULT_EXPIRED, LONG));
    var before = (Delivered) delivered(task).state();
    var partial = task.toBuilder().state(new Delivered(REF, before.images(), lost, true)).build();

    var kept = (Delivered) AbridgedTask.missing(partial).state();

    assertThat(kept)
        .isEqualTo(
            new Delivered(
                REF,
                before.images(),
                List.of(new MissingImage(3, ErrorCode.RESULT_EXPIRED, PHRASE)),
                true));
  }

  @Test
  void aFailureKeepsItsCodeAndFinalityAndLosesWords() {
    var why = Failure.of(ErrorCode.GENERATION_FAILED, LONG, EVOLINK);
    var failed =
        task.failed(
            why.withProviderCode(Optional.of(LONG)), Finality.CERTAIN, Optional.of(REF), NOW);

    var kept = AbridgedTask.failure(failed);

    assertThat(kept.state())
        .isEqualTo(
            new Failed(
                Failure.of(ErrorCode.GENERATION_FAILED, SENTENCE, EVOLINK)
                    .withProviderCode(Optional.of(PHRASE)),
                Finality.CERTAIN,
                Optional.of(REF)));
    assertThat(AbridgedTask.failure(task)).isEqualTo(task);
  }

  @Test
  void aCallInDoubtLosesItsBodyAndIsNeverRepeatedThen() {
    var account = AccountFingerprint.of("a key");
    var doubt = new InDoubt(EVOLINK, "no answer", Optional.of(SentCall.of("{}", account)));

    var kept = (InDoubt) AbridgedTask.sentCall(task.toBuilder().state(doubt).build()).state();

    assertThat(kept.sent().orElseThrow().repeatableBody()).isEmpty();
    assertThat(kept.sent().orElseThrow().account()).isEqualTo(account);
    assertThat(kept.why()).isEqualTo("no answer");
    assertThat(AbridgedTask.sentCall(task)).isEqualTo(task);
  }

  /** An entry for a missing image takes 120 bytes in place of its link. */
  @ParameterizedTest
  @CsvSource({"1, 1", "380, 1", "381, 2", "680, 2", "681, 3", "10000, 3"})
  void noMoreLinksGoThanHaveTo(int over, int gone) {
    var links =
        List.of(
            new RemoteImage(0, "s".repeat(200)),
            new RemoteImage(1, "l".repeat(500)),
            new RemoteImage(2, "m".repeat(420)));
    var known =
        task.toBuilder().state(new ResultKnown(REF, new Succeeded(links, Optional.empty())));

    var kept = AbridgedTask.links(known.build(), over);

    assertThat(((ResultKnown) kept.state()).result().images())
        .filteredOn(one -> one.link().isEmpty())
        .hasSize(gone);
    assertThat(kept.progress().missing())
        .extracting(MissingImage::index)
        .isEqualTo(List.of(1, 2, 0).subList(0, gone));
    assertThat(kept.progress().missing())
        .allSatisfy(one -> assertThat(one.code()).isEqualTo(ErrorCode.RESULT_REJECTED));
  }

  @Test
  void whereThereAreNoLinksNothingIsLost() {
    assertThat(AbridgedTask.links(task, 10_000)).isEqualTo(task);
  }

  private Task withEntries(int count) {
    var entries =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    new TimelineEntry(NOW.plusSeconds(number), "settlement", "entry " + number))
            .toList();
    return task.toBuilder().timeline(task.timeline().withEntries(entries)).build();
  }
}

package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Timeline begun = Timeline.begun(NOW, Step.SUBMISSION, "claimed");

  @Test
  void aHundredEntriesAreKept() {
    var entries = withEntries(100).entries();

    assertThat(entries).hasSize(100);
    assertThat(entries).extracting(TimelineEntry::outcome).contains("entry 20", "entry 21");
  }

  @Test
  void ofMoreTheFirstAndTheLastAreKeptAndTheOthersCounted() {
    var one = withEntries(101).entries();
    var ten = withEntries(110).entries();

    assertThat(one).hasSize(100);
    assertThat(one.get(19).outcome()).isEqualTo("entry 19");
    assertThat(one.get(20))
        .isEqualTo(new TimelineEntry(NOW.plusSeconds(21), "record", "2 entries left out"));
    assertThat(one.get(21).outcome()).isEqualTo("entry 22");
    assertThat(one.getLast().outcome()).isEqualTo("entry 100");
    assertThat(ten).hasSize(100);
    assertThat(ten.get(20))
        .isEqualTo(new TimelineEntry(NOW.plusSeconds(30), "record", "11 entries left out"));
    assertThat(ten.get(21).outcome()).isEqualTo("entry 31");
  }

  @Test
  void severalEntriesAtOnceAreCountedAsWell() {
    var two = withEntries(99).noted(NOW.plusSeconds(99), Step.SETTLEMENT, List.of("a", "b", "c"));

    assertThat(two.entries()).hasSize(100);
    assertThat(two.entries().get(20).outcome()).isEqualTo("3 entries left out");
    assertThat(two.entries().get(21).outcome()).isEqualTo("entry 23");
  }

  /** Only Darkroom's own entry says how many are left out; a provider may use the same words. */
  @Test
  void theSameWordsOfAnotherStepCountForNothing() {
    var words = "7 entries left out";
    var timeline = begun;
    for (int second = 1; second < 101; second++) {
      timeline =
          timeline.noted(NOW.plusSeconds(second), Step.SETTLEMENT, second == 20 ? words : "entry");
    }

    assertThat(timeline.entries().get(20).outcome()).isEqualTo("2 entries left out");
  }

  @Test
  void anOutcomeIsCutAtTwoHundredCharacters() {
    var entries =
        begun.noted(NOW, Step.SETTLEMENT, List.of("x".repeat(200), "x".repeat(201))).entries();

    assertThat(entries.get(1).outcome()).isEqualTo("x".repeat(200));
    assertThat(entries.get(2).outcome()).isEqualTo("x".repeat(199) + "…");
  }

  @Test
  void onlyAChangeMovesTheTimeOfTheLastChange() {
    var later = NOW.plusSeconds(5);

    assertThat(begun.noted(later, Step.SETTLEMENT, "seen").updatedAt()).isEqualTo(NOW);
    assertThat(begun.changed(later, Step.SETTLEMENT, List.of("done")).updatedAt()).isEqualTo(later);
  }

  @Test
  void anOutcomeWasRecordedBeforeItWasToldAndNotLaterByWhatCameAfter() {
    var told =
        begun
            .changed(NOW.plusSeconds(10), Step.SETTLEMENT, List.of("1 stored"))
            .noted(NOW.plusSeconds(11), Step.NOTIFICATION, "webhook given up: it answered 410")
            .changed(NOW.plusSeconds(12), Step.NOTIFICATION, List.of("told"))
            .noted(NOW.plusSeconds(20), Step.CONTROL, "webhook is to get the outcome again");

    assertThat(told.settledAt()).isEqualTo(NOW.plusSeconds(10));
    assertThat(told.times(Step.NOTIFICATION, "told")).containsExactly(NOW.plusSeconds(12));
    assertThat(told.times(Step.SETTLEMENT, "told")).isEmpty();
  }

  @Test
  void ofSeveralOutcomesTheOneThatWasToldLastCounts() {
    var again =
        begun
            .changed(NOW.plusSeconds(10), Step.SETTLEMENT, List.of("failed"))
            .changed(NOW.plusSeconds(12), Step.NOTIFICATION, List.of("told"))
            .changed(NOW.plusSeconds(30), Step.SETTLEMENT, List.of("1 stored, late"))
            .changed(NOW.plusSeconds(33), Step.NOTIFICATION, List.of("told"));

    assertThat(again.settledAt()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void anOutcomeThatWasNotToldWasRecordedWithTheLastChange() {
    var settled = begun.changed(NOW.plusSeconds(10), Step.SETTLEMENT, List.of("1 stored"));

    assertThat(settled.settledAt()).isEqualTo(NOW.plusSeconds(10));
    assertThat(new Timeline(NOW, NOW.plusSeconds(3), toldAlone()).settledAt())
        .isEqualTo(NOW.plusSeconds(3));
  }

  private static List<TimelineEntry> toldAlone() {
    return List.of(new TimelineEntry(NOW.plusSeconds(2), Step.NOTIFICATION.text(), "told"));
  }

  /** One entry a second. */
  private static Timeline withEntries(int count) {
    var timeline = Timeline.begun(NOW, Step.SUBMISSION, "entry 0");
    for (int second = 1; second < count; second++) {
      timeline = timeline.noted(NOW.plusSeconds(second), Step.SETTLEMENT, "entry " + second);
    }
    return timeline;
  }
}

package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.refused;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.surrendered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store promises of the list of tasks by their creation. */
public abstract class RecentTasksContract extends StoreFixture {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(1);

  @Test
  void tasksAreListedTheNewestFirstOverTheBordersOfMonths() {
    var moments =
        List.of(
            "2026-09-30T23:59:59.999999999Z",
            "2026-10-01T00:00:00Z",
            "2026-10-01T00:00:00.000000001Z",
            "2026-10-01T00:00:00.1Z",
            "2026-10-31T23:59:59.999Z",
            "2026-11-01T00:00:00Z");
    moments.forEach(moment -> claimedAt(moment, Instant.parse(moment)));

    assertThat(listed(LONG_AGO, SOON, 2)).isEqualTo(moments.reversed());
  }

  @Test
  void theBeginIsInTheRangeAndTheEndIsNot() {
    var moment = Instant.parse("2026-10-01T00:00:00Z");
    for (int nanos = -2; nanos <= 2; nanos++) {
      claimedAt("at" + nanos, moment.plusNanos(nanos));
    }

    assertThat(listed(moment, SOON, 10)).containsExactly("at2", "at1", "at0");
    assertThat(listed(LONG_AGO, moment, 10)).containsExactly("at-1", "at-2");
    assertThat(listed(moment.minusNanos(1), moment.plusNanos(1), 1)).containsExactly("at0", "at-1");
    assertThat(listed(moment, moment, 10)).isEmpty();
    assertThat(listed(SOON, moment, 10)).isEmpty();
  }

  @Test
  void aThousandTasksOfFourMonthsAreEachOnOnePage() {
    var order = IntStream.range(0, 1000).boxed().toList();
    var shuffled = new ArrayList<>(order);
    Collections.shuffle(shuffled, new Random(1));
    atOnce(
        20,
        racer -> {
          shuffled.subList(racer * 50, racer * 50 + 50).forEach(this::claimInItsTurn);
          return racer;
        });

    assertThat(listed(LONG_AGO, SOON, 37))
        .containsExactlyElementsOf(order.stream().map(turn -> "turn-" + turn).toList());
  }

  private void claimInItsTurn(int turn) {
    claimedAt("turn-" + turn, NOW.minus(Duration.ofMinutes(175L * turn)));
  }

  @Test
  void tasksOfOneMomentAreEachOnOnePage() {
    var expected = new ArrayList<String>();
    for (int number = 0; number < 60; number++) {
      claimedAt("twin-" + number, NOW);
      expected.add("twin-" + number);
    }

    assertThat(listed(LONG_AGO, SOON, 7)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void whatIsClaimedMeanwhileMovesNoPage() {
    var before = new ArrayList<String>();
    for (int number = 0; number < 40; number++) {
      claimedAt("before-" + number, NOW.minusSeconds(number));
      before.add("before-" + number);
    }
    var from = RecentMark.before(NOW.plusNanos(1));

    var claims =
        CompletableFuture.runAsync(
            () -> {
              for (int number = 1; number <= 40; number++) {
                claimedAt("meanwhile-" + number, NOW.plusSeconds(number));
              }
            });
    var listed = listed(Optional.of(LONG_AGO), from, 3);
    claims.join();

    assertThat(listed).containsExactlyElementsOf(before);
    assertThat(listed(LONG_AGO, NOW.plusSeconds(100), 30)).hasSize(80).doesNotHaveDuplicates();
  }

  @Test
  void aClockThatIsAheadPutsItsTasksFirst() {
    claimedAt("exact", NOW);
    claimedAt("ahead", NOW.plus(Duration.ofMinutes(5)));
    claimedAt("behind", NOW.minus(Duration.ofMinutes(5)));

    assertThat(listed(LONG_AGO, NOW.plus(Duration.ofHours(1)), 2))
        .containsExactly("ahead", "exact", "behind");
  }

  @Test
  void aTaskKeepsItsPlaceAndIsShownAsItIs() {
    var first = claimedAt("first", NOW.minusSeconds(9));
    claimedAt("second", NOW);
    store.replace(submitted(first));
    store.replace(delivered(submitted(first)));
    store.replace(delivered(submitted(first)).published(NOW.plusSeconds(60)));

    var range = new RecentRange(Optional.of(LONG_AGO), RecentMark.before(SOON), NOW);
    var page = store.recent(range, 10).orElseThrow();

    assertThat(page.tasks())
        .extracting(task -> task.state().status())
        .containsExactly("submitting", "succeeded");
    assertThat(page.entries()).hasSize(2);
    assertThat(page.unreadable()).isEmpty();
  }

  @Test
  void anIdThatIsClaimedAgainIsListedOnceByItsNewMoment() {
    var before = NOW.minus(Duration.ofDays(40));
    for (var id : List.of("again", "surrendered")) {
      store.replace(refused(claimedAt(id, before)));
    }
    claimedAt("again", NOW);
    var there = store.find(TaskId.of(new RequestId("surrendered"))).orElseThrow();
    assertThat(store.replace(surrendered(plainRequest("surrendered")).replacing(there))).isTrue();

    assertThat(listed(LONG_AGO, LATER, 1)).containsExactlyInAnyOrder("again", "surrendered");
    assertThat(listed(NOW, LATER, 10)).containsExactlyInAnyOrder("again", "surrendered");
  }

  @Test
  void whatIsLongAgoIsFoundBehindManyEmptyMonths() {
    claimedAt("ancient", Instant.parse("2021-03-04T05:06:07Z"));
    claimedAt("recent", NOW);

    assertThat(listed(LONG_AGO, SOON, 10)).containsExactly("recent", "ancient");
  }

  @Test
  void withoutABeginTheListGoesBackAsFarAsRecordsAreKept() {
    claimedAt("kept", NOW.minus(Duration.ofDays(100))); // its end was some days later
    claimedAt("recent", NOW);

    assertThat(listed(Optional.empty(), RecentMark.before(SOON), 1))
        .containsExactly("recent", "kept");
  }

  private Task claimedAt(String id, Instant moment) {
    var task = dueAt(id, 0, moment);
    store.claim(task);
    return task;
  }

  private List<String> listed(Instant since, Instant until, int limit) {
    return listed(Optional.of(since), RecentMark.before(until), limit);
  }

  /** The ids on all pages. */
  private List<String> listed(Optional<Instant> since, RecentMark from, int limit) {
    var ids = new ArrayList<String>();
    var mark = Optional.of(from);
    while (mark.isPresent()) {
      var page = store.recent(new RecentRange(since, mark.get(), NOW), limit).orElseThrow();
      assertThat(page.tasks()).hasSizeLessThanOrEqualTo(limit);
      page.tasks().forEach(task -> ids.add(task.request().id().value()));
      mark = page.next();
    }
    return ids;
  }
}

package dev.darkroom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules, on logs made by hand: each illegal line is found, and each legal one passes. */
class ConformanceTest {
  private static final TestingLog LATE =
      TestingLog.of(
          "submission not_now:rate_limited acme m0/1/claimed",
          "submission accepted bolt m0/2/claimed",
          "callback queued bolt -",
          "settlement still_running bolt m0/3/submitted",
          "settlement failed bolt m0/4/provisional",
          "notification failed bolt m0/5/provisional:told",
          "control replay:webhook bolt m0/6/provisional",
          "notification failed bolt m0/7/provisional:told",
          "settlement delivery_pending:result_unavailable bolt m0/7/provisional:told",
          "settlement succeeded bolt m0/9/late",
          "notification succeeded bolt m0/9/late",
          "notification succeeded bolt m0/10/late:told",
          "settlement told bolt m0/10/late:told",
          "settlement already_settled bolt m0/10/late:told",
          "control deleted bolt m0/11/deleted",
          "settlement unmatched - -");

  @ParameterizedTest
  @MethodSource("dev.darkroom.conformance.IllegalLog#all")
  void anIllegalLineIsFoundWithItsTaskAndItsRule(IllegalLog illegal) {
    var report = Conformance.check(illegal.log().stream());

    assertThat(report.violations())
        .anySatisfy(
            one -> {
              assertThat(one.task()).isEqualTo(TestingLog.TASK);
              assertThat(one.rule()).isEqualTo(illegal.rule());
              assertThat(one.line()).isEqualTo(illegal.line());
              assertThat(one.toString()).contains("line " + illegal.line(), illegal.rule());
            });
  }

  @ParameterizedTest
  @MethodSource("dev.darkroom.conformance.IllegalLog#all")
  void theOrderOfTheLinesHidesNothing(IllegalLog illegal) {
    var lines = new ArrayList<>(illegal.log().lines());
    Collections.reverse(lines);

    var report = Conformance.check(lines.stream());

    assertThat(report.violations()).extracting(Violation::rule).contains(illegal.rule());
  }

  @Test
  void thereAreEnoughIllegalLogs() {
    assertThat(IllegalLog.all()).hasSizeGreaterThanOrEqualTo(25).doesNotHaveDuplicates();
  }

  @Test
  void aLegalLogPassesWholeAndInParts() {
    assertThat(Conformance.checkComplete(LATE.stream()).violations()).isEmpty();

    for (int without = 0; without < LATE.lines().size(); without++) {
      var some = new ArrayList<>(LATE.lines());
      some.remove(without);
      assertThat(Conformance.check(some.stream()).violations()).isEmpty();
    }
  }

  @Test
  void anyOrderOfALegalLogPasses() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var lines = new ArrayList<>(LATE.lines());

    for (int round = 0; round < 200; round++) {
      Collections.shuffle(lines, random);
      assertThat(Conformance.checkComplete(lines.stream()).violations())
          .as("seed %d", seed)
          .isEmpty();
    }
  }

  @Test
  void aLineThatIsDeliveredTwiceCountsOnce() {
    var twice = Stream.concat(LATE.stream(), LATE.stream());

    var report = Conformance.check(twice);

    assertThat(report.violations()).isEmpty();
    assertThat(report.lines()).isEqualTo(LATE.lines().size());
    assertThat(report.duplicates()).isEqualTo(LATE.lines().size());
  }

  @Test
  void aWriteWithoutItsLineIsFoundWhereNoLineIsMissing() {
    var log =
        TestingLog.of(
            "submission accepted acme m0/1/claimed",
            "notification succeeded acme m0/4/succeeded:told");

    assertThat(Conformance.check(log.stream()).violations()).isEmpty();
    assertThat(Conformance.checkComplete(log.stream()).violations())
        .extracting(Violation::rule)
        .containsExactly("transition");
  }

  @Test
  void aSecondTellingWithoutReplayIsFoundWhereNoLineIsMissing() {
    var log =
        TestingLog.of(
            "submission accepted acme m0/1/claimed",
            "settlement succeeded acme m0/3/succeeded",
            "notification succeeded acme m0/4/succeeded:told",
            "notification succeeded acme m0/6/succeeded:told");

    assertThat(Conformance.check(log.stream()).violations()).isEmpty();
    assertThat(Conformance.checkComplete(log.stream()).violations()).hasSize(1);
  }

  @Test
  void aRefusedIdMayBeClaimedAgainAndLaterInAnotherLife() {
    var log =
        TestingLog.of(
            "submission not_now:rate_limited acme m0/1/claimed",
            "submission accepted acme m5-2/3/claimed",
            "settlement succeeded acme m5-2/5/succeeded",
            "notification succeeded acme m5-2/6/succeeded:told",
            "submission accepted acme z0/1/claimed");

    assertThat(Conformance.check(log.stream()).violations()).isEmpty();
  }

  @Test
  void tasksAreJudgedApart() {
    var log =
        TestingLog.of("submission accepted acme m0/1/claimed")
            .add("other", "submission accepted acme m0/1/claimed");

    var report = Conformance.check(log.stream());

    assertThat(report.violations()).isEmpty();
    assertThat(report.tasks()).isEqualTo(2);
  }

  @Test
  void linesOfAFormerVersionAreCountedAndNotJudged() {
    var log = TestingLog.of("submission accepted acme -", "settlement succeeded acme -");

    var report = Conformance.check(log.stream());

    assertThat(report.violations()).isEmpty();
    assertThat(report.unversioned()).isEqualTo(2);
    assertThat(report.summary()).contains("2 without a record");
  }

  @Test
  void nothingElseIsALineOfAStep() {
    var others =
        List.of(
            "START RequestId: 8f507cfc-1d3c-4697-b07a-ac58fc914c95 Version: $LATEST",
            "{\"timestamp\":\"2026-11-25T09:12:03Z\",\"level\":\"WARN\",\"loggerName\":\"io.netty\","
                + "\"message\":\"{ not closed\"}",
            "{\"time\":\"2026-11-25T09:12:03Z\",\"type\":\"platform.report\",\"record\":{}}",
            "[ERROR] something {odd",
            "");

    var report = Conformance.check(others.stream());

    assertThat(report.lines()).isZero();
    assertThat(report.others()).isEqualTo(4);
    assertThat(report.violations()).isEmpty();
  }
}

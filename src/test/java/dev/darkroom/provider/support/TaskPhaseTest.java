package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskPhaseTest {
  @ParameterizedTest
  @CsvSource({
    "success, SUCCEEDED",
    "SUCCEED, SUCCEEDED",
    "Succeeded, SUCCEEDED",
    "' Complete ', SUCCEEDED",
    "completed, SUCCEEDED",
    "done, SUCCEEDED",
    "FINISHED, SUCCEEDED",
    "finish, SUCCEEDED",
    "ok, SUCCEEDED",
    "Ready, SUCCEEDED",
    "fail, FAILED",
    "failed, FAILED",
    "FAILURE, FAILED",
    "error, FAILED",
    "errored, FAILED",
    "expired, FAILED",
    "timeout, FAILED",
    "timed_out, FAILED",
    "Timed-Out, FAILED",
    "timed out, FAILED",
    "rejected, FAILED",
    "aborted, FAILED",
    "Content Moderated, FAILED",
    "cancelled, CANCELLED",
    "CANCELED, CANCELLED",
    "IN_PROGRESS, RUNNING",
    "in-progress, RUNNING",
    "In Progress, RUNNING",
    "IN_QUEUE, RUNNING",
    "queuing, RUNNING",
    "waiting, RUNNING",
    "created, RUNNING",
    "'', UNKNOWN",
    "?, UNKNOWN",
    "completed_with_errors, UNKNOWN"
  })
  void aStateHasManyWords(String word, TaskPhase phase) {
    assertThat(TaskPhase.of(word)).isEqualTo(phase);
  }

  @Test
  void noWordMeansTwoThings() {
    var seen = new HashSet<String>();

    Arrays.stream(TaskPhase.values())
        .flatMap(phase -> phase.words().stream())
        .forEach(word -> assertThat(seen.add(word)).as(word).isTrue());
  }

  @Test
  void resultsWithoutAWordWeKnowAreResults() {
    assertThat(TaskPhase.UNKNOWN.given(List.of(1))).isEqualTo(TaskPhase.SUCCEEDED);
    assertThat(TaskPhase.UNKNOWN.given(List.of())).isEqualTo(TaskPhase.RUNNING);
    assertThat(TaskPhase.RUNNING.given(List.of(1))).isEqualTo(TaskPhase.RUNNING);
    assertThat(TaskPhase.FAILED.given(List.of(1))).isEqualTo(TaskPhase.FAILED);
  }

  /** A gateway puts a number, or a word of its own, beside the word that counts. */
  @Test
  void ofTwoFieldsTheFirstThatSaysSomethingCounts() {
    for (var other : List.of("200", "\"\"", "\"3\"", "null", "{}", "\"failed\"")) {
      var body = ProviderJson.object("{\"a\":" + other + ",\"b\":\"failed\"}").orElseThrow();

      assertThat(TaskPhase.of(body.path("a"), body.path("b"))).isEqualTo(TaskPhase.FAILED);
      assertThat(TaskPhase.of(body.path("b"), body.path("a"))).isEqualTo(TaskPhase.FAILED);
    }
  }

  @Test
  void aStateThatIsNoTextIsUnknown() {
    var body =
        ProviderJson.object(
            """
        {"a":3,"b":{},"c":null,"d":true}""");

    for (var field : List.of("a", "b", "c", "d", "e")) {
      assertThat(body.map(json -> TaskPhase.of(json.path(field))))
          .isEqualTo(Optional.of(TaskPhase.UNKNOWN));
    }
  }

  @ParameterizedTest
  @CsvSource({"SUCCEED, true", "ok, true", "'', true", "200, true", "0, true", "no luck, false"})
  void aWordForSuccessIsNoReasonOfAFailure(String reason, boolean isNone) {
    assertThat(TaskPhase.isNoReason(reason)).isEqualTo(isNone);
  }
}

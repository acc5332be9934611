package dev.darkroom.provider.fal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CancelResult;
import dev.darkroom.provider.CancelResult.NotKnown;
import dev.darkroom.provider.CancelResult.Removed;
import dev.darkroom.provider.CancelResult.Requested;
import dev.darkroom.provider.CancelResult.TooLate;
import dev.darkroom.provider.CancelResult.Transient;
import dev.darkroom.provider.support.CallOutcome;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What fal.ai's answers to a cancel mean (fal.ai/docs/inference-api/queue/cancel, 2026-11). */
class FalCancelAnswersTest {
  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(answered(200, "{\"status\":\"OK\"}"), new Removed()),
        Arguments.of(answered(200, "not JSON"), new Requested()),
        Arguments.of(answered(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"), new Requested()),
        Arguments.of(answered(202, "not JSON"), new Requested()),
        Arguments.of(answered(400, "{\"status\":\"ALREADY_COMPLETED\"}"), new TooLate()),
        Arguments.of(answered(404, "{\"status\":\"NOT_FOUND\"}"), new NotKnown()),
        Arguments.of(answered(400, "{\"status\":\"NOT_FOUND\"}"), new Transient("answered 400")),
        Arguments.of(answered(400, "not JSON"), new Transient("answered 400")),
        Arguments.of(answered(401, "{}"), new Transient("answered 401")),
        Arguments.of(answered(429, "{}"), new Transient("answered 429")),
        Arguments.of(answered(503, "{}"), new Transient("answered 503")),
        Arguments.of(new NotSent("no connection"), new Transient("no connection")),
        Arguments.of(new Unanswered("timed out"), new Transient("timed out")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void onlyTheDocumentedWordsSayThatTheRequestHasEnded(CallOutcome outcome, CancelResult expected) {
    assertThat(FalAnswers.cancelled(outcome)).isEqualTo(expected);
  }

  private static Answered answered(int status, String body) {
    return new Answered(status, Map.of(), body);
  }
}

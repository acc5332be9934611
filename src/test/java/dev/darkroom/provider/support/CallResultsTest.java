package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.provider.CheckResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.provider.support.CallOutcome.Answered;
import dev.darkroom.provider.support.CallOutcome.NotSent;
import dev.darkroom.provider.support.CallOutcome.Unanswered;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ProviderId;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call came to, whoever was called. */
class CallResultsTest {
  private static final CheckResult READ = new CheckResult.Mismatched();

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 299})
  void aSuccessIsRead(int status) {
    assertThat(checked(answered(status))).isEqualTo(READ);
    assertThat(answered(status).isSuccess()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {199, 300, 401, 403, 410, 500})
  void anyOtherAnswerProvesNothing(int status) {
    assertThat(checked(answered(status)))
        .isEqualTo(new CheckResult.Transient("answered " + status, Optional.empty()));
    assertThat(answered(status).isSuccess()).isFalse();
  }

  @Test
  void onlyAnAnswerOf404SaysThatTheTaskIsNotKnown() {
    assertThat(checked(answered(404))).isEqualTo(new NotKnown());
  }

  @Test
  void aCallWithoutAnAnswerIsMadeAgainLater() {
    assertThat(checked(new NotSent("no key")))
        .isEqualTo(new CheckResult.Transient("no key", Optional.empty()));
    assertThat(checked(new Unanswered("no answer in time")))
        .isEqualTo(new CheckResult.Transient("no answer in time", Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"200, answered 200 without a task id", "500, answered 500"})
  void aPaidCallInDoubtSaysWhatItsAnswerLacked(int status, String why) {
    var provider = new ProviderId("acme");
    var nothing = new NotTaken(NotTaken.Shape.of(body -> true), List.of());

    var result =
        ResponseClassifier.submitted(
            provider,
            answered(status),
            _ -> Optional.empty(),
            nothing,
            (_, code) -> Failure.of(code, "refused", provider));

    assertThat(result).isEqualTo(new SubmitResult.InDoubt(why));
  }

  @Test
  void howLongAProviderWantsToBeLeftAloneIsHandedOn() {
    var busy = new Answered(503, Map.of("retry-after", "7"), "");

    assertThat(checked(busy))
        .isEqualTo(new CheckResult.Transient("answered 503", Optional.of(Duration.ofSeconds(7))));
  }

  @Test
  void anAnswerHasItsSendersClockAndHidesItsBody() {
    var dated = new Answered(200, Map.of("date", "Fri, 20 Nov 2026 10:00:00 GMT"), "a secret");

    assertThat(dated.answeredAt()).contains(Instant.parse("2026-11-20T10:00:00Z"));
    assertThat(answered(200).answeredAt()).isEmpty();
    assertThat(dated).hasToString("Answered[status=200]");
  }

  @ParameterizedTest
  @CsvSource({
    "200, true, false, false",
    "428, true, false, false",
    "429, false, false, true",
    "430, true, false, false",
    "499, true, false, false",
    "500, false, true, true",
    "501, false, true, false",
    "502, false, true, true",
    "503, false, true, true",
    "504, false, true, true",
    "599, false, true, false"
  })
  void anUnhealthyAnswerIsReadAgainWhereThatMayHelp(
      int status, boolean isHealthy, boolean isFault, boolean isWorthAnotherRead) {
    var answer = answered(status);
    if (isHealthy) {
      assertThat(UnhealthyResponseException.unless(answer)).isSameAs(answer);
    } else {
      assertThatThrownBy(() -> UnhealthyResponseException.unless(answer))
          .isInstanceOfSatisfying(
              UnhealthyResponseException.class,
              unhealthy -> {
                assertThat(unhealthy.answer()).isSameAs(answer);
                assertThat(unhealthy.isFault()).isEqualTo(isFault);
                assertThat(unhealthy.isWorthAnotherRead()).isEqualTo(isWorthAnotherRead);
              });
    }
  }

  /** Longer waits go to the queue, where waiting is free. */
  @ParameterizedTest
  @CsvSource({"10, true", "11, false"})
  void noMoreThanTenSecondsAreWaitedHere(String seconds, boolean isWorthAnotherRead) {
    assertThatThrownBy(
            () ->
                UnhealthyResponseException.unless(
                    new Answered(503, Map.of("retry-after", seconds), "")))
        .isInstanceOfSatisfying(
            UnhealthyResponseException.class,
            unhealthy -> assertThat(unhealthy.isWorthAnotherRead()).isEqualTo(isWorthAnotherRead));
  }

  @Test
  void aReasonIsOursAndNotTheExceptionsText() {
    assertThat(SafeReason.of(new UnknownHostException("secret"))).isEqualTo("its host is unknown");
    assertThat(SafeReason.of(new ConnectException("secret"))).isEqualTo("no connection");
    assertThat(SafeReason.of(new SSLHandshakeException("secret")))
        .isEqualTo("no secure connection");
    assertThat(SafeReason.of(new SocketTimeoutException("secret"))).isEqualTo("no answer in time");
    assertThat(SafeReason.of(new EOFException("secret"))).isEqualTo("the connection broke");
    assertThat(SafeReason.of(new ResponseReader.TooLarge()))
        .isEqualTo("the answer is larger than 8 MiB");
    assertThat(SafeReason.of(new IllegalStateException("secret")))
        .isEqualTo("broken off (IllegalStateException)");
  }

  @Test
  void theInnermostCauseIsTheReasonHoweverDeepButNotForEver() {
    Throwable deep = new ConnectException("secret");
    for (int level = 0; level < 10; level++) {
      deep = new IOException("secret", deep);
    }

    assertThat(SafeReason.of(deep)).isEqualTo("no connection");
    assertThat(SafeReason.of(new IOException("secret", deep))).isEqualTo("the connection broke");
  }

  private static CheckResult checked(CallOutcome outcome) {
    return ResponseClassifier.checked(outcome, _ -> READ);
  }

  private static Answered answered(int status) {
    return new Answered(status, Map.of(), "");
  }
}

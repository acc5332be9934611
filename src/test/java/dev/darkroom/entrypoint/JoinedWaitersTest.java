package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.entrypoint.SubmitFunction.RetryLater;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule: who joins a wish whose sender will not try it again hears what it came to. */
class JoinedWaitersTest {
  private static final String WAITING = waiting("AQC/1");

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final Doors doors = new Doors(chain);

  @Test
  void whoJoinsACallThatComesToNothingIsNotified() {
    acme.willAnswer(
        () -> {
          doors.submit(WAITING); // a state machine, by a direct invocation
          doors.submit(waiting("AQC/2"));
          return busy();
        });

    var answer = doors.submit(Events.submit(Events.GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1", "AQC/2");
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::error)
        .containsOnly("rate_limited");
  }

  @Test
  void waitersOfARefusalThatAnotherTryReplacesAreNotified() {
    acme.willAnswer(
            new SubmitResult.Refused(
                Failure.of(ErrorCode.CONTENT_REFUSED, "no foxes", Examples.ACME)))
        .willAnswer(busy());
    doors.submit(WAITING);

    assertThatThrownBy(() -> doors.submit(Events.GOOD)).isInstanceOf(RetryLater.class);

    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1");
  }

  @Test
  void aTokenThatCannotBeHandedBackStopsNoOther() {
    chain.tokens().barsOnly("AQC/1");
    acme.willAnswer(
        () -> {
          doors.submit(WAITING);
          doors.submit(waiting("AQC/2"));
          return busy();
        });

    var answer = doors.submit(Events.submit(Events.GOOD));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(503);
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/2");
  }

  private static String waiting(String token) {
    return Events.GOOD.replace("}", ",\"taskToken\":\"" + token + "\"}");
  }

  private static SubmitResult busy() {
    return new SubmitResult.Transient(
        Failure.of(ErrorCode.RATE_LIMITED, "slow down", Examples.ACME), Optional.empty());
  }
}

package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.simulator.fault.Fault;
import dev.darkroom.simulator.fault.SubmitFault;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults of the create call and of the task itself. */
class SubmitFaultsTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void close() {
    evolink.close();
    simulator.close();
  }

  @Test
  void noAnswerAcceptsAndHangsUpAndCallsBackLater() throws Exception {
    try (var mailbox = new Mailbox()) {
      assertThatThrownBy(() -> createWith(SubmitFault.NO_ANSWER, mailbox))
          .isInstanceOf(IOException.class);

      assertThat(mailbox.next().status()).isEqualTo("completed");
      assertThat(simulator.submits("fox")).isEqualTo(1);
      assertThat(simulator.accepted("fox")).isEqualTo(1);
    }
  }

  @Test
  void noAnswerLostAcceptsAndNeverCallsBack() throws Exception {
    try (var mailbox = new Mailbox()) {
      assertThatThrownBy(() -> createWith(SubmitFault.NO_ANSWER_LOST, mailbox))
          .isInstanceOf(IOException.class);
      assertThat(simulator.accepted("fox")).isEqualTo(1);

      // One that is called back shows that this one would have been.
      evolink.create(order("another").put("callback_url", mailbox.address()));
      mailbox.next();
      assertThat(mailbox.isEmpty()).isTrue();
    }
  }

  @Test
  void throttleOnceRefusesTheFirstSubmitOfThatPromptOnly() throws Exception {
    var order = order("a fox @fault:throttle-once");

    var first = evolink.create(order);
    var second = evolink.create(order);

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("1");
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(simulator.submits("fox")).isEqualTo(2);
    assertThat(simulator.accepted("fox")).isEqualTo(1);
  }

  @Test
  void errorAfterAcceptIsA500ForATaskThatIsMade() throws Exception {
    try (var mailbox = new Mailbox()) {
      var response = createWith(SubmitFault.ERROR_AFTER_ACCEPT, mailbox);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body())
          .isEqualTo(
              """
              {"error":{"code":"internal_error","message":"Internal server error",\
              "type":"api_error"}}""");
      assertThat(mailbox.next().status()).isEqualTo("completed");
      assertThat(simulator.accepted("fox")).isEqualTo(1);
    }
  }

  @Test
  void errorIn200IsARefusalThatLooksLikeSuccess() throws Exception {
    var response = evolink.create(order("a fox @fault:error-in-200"));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(evolink.json(response).at("/error/code").textValue())
        .isEqualTo("insufficient_quota");
    assertThat(evolink.json(response).has("id")).isFalse();
    assertThat(simulator.accepted("fox")).isZero();
  }

  @Test
  void keysAndQuotaCanFailWhateverTheKey() throws Exception {
    var rejected = evolink.create(order("a fox @fault:key-rejected"));
    var poor = evolink.create(order("a fox @fault:quota"));

    assertThat(rejected.statusCode()).isEqualTo(401);
    assertThat(poor.statusCode()).isEqualTo(402);
    assertThat(simulator.accepted("fox")).isZero();
  }

  @Test
  void fewerIsHalfOfThePicturesButAtLeastOne() throws Exception {
    String five = evolink.accepted(order("foxes @fault:fewer").put("n", 5));
    String one = evolink.accepted(order("foxes @fault:fewer"));
    clock.advance(Duration.ofSeconds(1));

    assertThat(evolink.task(five).path("results")).hasSize(2);
    assertThat(evolink.task(one).path("results")).hasSize(1);
  }

  @Test
  void aFailedTaskSaysWhyUnlessItIsBare() throws Exception {
    String failed = evolink.accepted(order("a fox @fault:failed"));
    String bare = evolink.accepted(order("a fox @fault:failed-bare"));
    clock.advance(Duration.ofSeconds(1));

    assertThat(evolink.task(failed).path("status").textValue()).isEqualTo("failed");
    assertThat(evolink.task(failed).at("/error/code").textValue())
        .isEqualTo("content_policy_violation");
    assertThat(evolink.task(failed).has("results")).isFalse();
    assertThat(evolink.task(bare).path("status").textValue()).isEqualTo("failed");
    assertThat(evolink.task(bare).has("error")).isFalse();
  }

  @Test
  void slowTakesFourTimesAsLong() throws Exception {
    Duration taskTime = SimulatorOptions.hurried().taskTime();
    String id = evolink.accepted(order("a fox @fault:slow"));

    clock.advance(taskTime.multipliedBy(2));
    String halfway = evolink.task(id).path("status").textValue();
    clock.advance(taskTime.multipliedBy(2));
    String atLast = evolink.task(id).path("status").textValue();

    assertThat(halfway).isEqualTo("processing");
    assertThat(atLast).isEqualTo("completed");
  }

  @Test
  void anUnknownStateIsReportedForAWhileAndRungForToo() throws Exception {
    try (var mailbox = new Mailbox()) {
      var response = createWith(TaskFault.UNKNOWN_STATE, mailbox);
      String id = evolink.json(response).path("id").textValue();

      assertThat(mailbox.next().status()).isEqualTo("reviewing");
      assertThat(mailbox.next().status()).isEqualTo("completed");
      assertThat(evolink.task(id).path("status").textValue()).isEqualTo("completed");
    }
  }

  @Test
  void theStateIsUnknownUntilTheClockSaysOtherwise() throws Exception {
    String id = evolink.accepted(order("a fox @fault:unknown-state"));

    assertThat(evolink.task(id).path("status").textValue()).isEqualTo("reviewing");
    clock.advance(Duration.ofSeconds(1));
    assertThat(evolink.task(id).path("status").textValue()).isEqualTo("completed");
  }

  private HttpResponse<String> createWith(Fault fault, Mailbox mailbox)
      throws IOException, InterruptedException {
    return evolink.create(order("a fox " + fault.tag()).put("callback_url", mailbox.address()));
  }
}

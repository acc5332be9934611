package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks as they are documented, and as they go wrong. */
class CallbacksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void close() {
    evolink.close();
    simulator.close();
  }

  @Test
  void aCallbackSaysWhatAQuerySays() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = evolink.accepted(fox("", mailbox));

      var letter = mailbox.next();

      assertThat(letter.hasToken()).isTrue();
      assertThat(letter.body()).isEqualTo(evolink.task(id));
      assertThat(letter.status()).isEqualTo("completed");
      assertThat(simulator.awaitCallbacks("fox", 1, PATIENCE))
          .singleElement()
          .returns(Optional.of(204), CallbackAttempt::status);
    }
  }

  @Test
  void aCallbackIsRepeatedUntilItIsAcknowledged() throws Exception {
    try (var mailbox = new Mailbox(500, 302, 200)) {
      evolink.accepted(fox("", mailbox));

      var sent = simulator.awaitCallbacks("fox", 3, PATIENCE);

      assertThat(sent).extracting(CallbackAttempt::attempt).containsExactly(1, 2, 3);
      assertThat(sent)
          .extracting(CallbackAttempt::status)
          .containsExactly(Optional.of(500), Optional.of(302), Optional.of(200));
      assertThat(mailbox.next().body()).isEqualTo(mailbox.next().body());
    }
  }

  @Test
  @Timeout(60)
  void theNextAttemptOfACallbackComesWhenTheClockMoves() throws Exception {
    var clock = new ManualClock();
    var options = SimulatorOptions.hurried().withRetryFactor(10_000).withClock(clock);
    try (var mailbox = new Mailbox(500, 200);
        var slow = Simulator.start(options);
        var client = new EvolinkClient(slow)) {
      client.accepted(fox("", mailbox));
      slow.awaitCallbacks("fox", 1, PATIENCE);
      while (!slow.isIdle()) {
        Thread.onSpinWait(); // until it waits for the next attempt
      }
      clock.advance(Duration.ofSeconds(10_000));

      assertThat(slow.awaitCallbacks("fox", 2, PATIENCE))
          .extracting(CallbackAttempt::attempt)
          .containsExactly(1, 2);
    }
  }

  @Test
  void aCallbackIsGivenUpAfterThreeRetries() throws Exception {
    try (var mailbox = new Mailbox(500, 500, 500, 500)) {
      evolink.accepted(fox("", mailbox));
      simulator.awaitCallbacks("fox", 4, PATIENCE);

      // Another task's whole life is time enough for a fifth attempt.
      evolink.accepted(order("another").put("callback_url", mailbox.address()));
      simulator.awaitCallbacks("another", 1, PATIENCE);
      assertThat(simulator.callbacks("fox")).hasSize(4);
    }
  }

  @Test
  void nobodyThereIsAnAttemptWithoutStatus() throws Exception {
    var mailbox = new Mailbox();
    String address = mailbox.address();
    mailbox.close();

    evolink.accepted(order("a fox").put("callback_url", address));

    assertThat(simulator.awaitCallbacks("fox", 4, PATIENCE))
        .extracting(CallbackAttempt::status)
        .containsOnly(Optional.empty());
  }

  @Test
  void aLostCallbackNeverComes() throws Exception {
    try (var mailbox = new Mailbox()) {
      evolink.accepted(fox("@fault:lost-callback", mailbox));
      evolink.accepted(order("another").put("callback_url", mailbox.address()));

      simulator.awaitCallbacks("another", 1, PATIENCE);

      assertThat(simulator.callbacks("fox")).isEmpty();
    }
  }

  @Test
  void aDoubledCallbackComesTwice() throws Exception {
    try (var mailbox = new Mailbox()) {
      evolink.accepted(fox("@fault:doubled-callback", mailbox));

      var first = mailbox.next();
      var second = mailbox.next();

      assertThat(first).isEqualTo(second);
      assertThat(first.hasToken()).isTrue();
    }
  }

  @Test
  void aLateCallbackComesWhenTheTaskIsLongFinished() {
    var task = task("@fault:late-callback");

    var plan = PlannedCallback.plan(task, Duration.ofSeconds(5));

    assertThat(plan)
        .containsExactly(new PlannedCallback(task.length().plusSeconds(5), CallbackKind.TRUE));
  }

  @Test
  void anEarlyCallbackOvertakesTheAnswer() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = evolink.accepted(fox("@fault:early-callback", mailbox));

      assertThat(mailbox.isEmpty()).isFalse();
      assertThat(mailbox.next().body().path("id").textValue()).isEqualTo(id);
      assertThat(evolink.task(id).path("status").textValue()).isEqualTo("completed");
    }
  }

  @Test
  void anEarlyCallbackIsRepeatedToo() throws Exception {
    try (var mailbox = new Mailbox(404)) {
      evolink.accepted(fox("@fault:early-callback", mailbox));

      assertThat(simulator.awaitCallbacks("fox", 2, PATIENCE))
          .extracting(CallbackAttempt::attempt)
          .containsExactly(1, 2);
    }
  }

  @Test
  void aReorderedCallbackIsFollowedByAStaleOne() throws Exception {
    try (var mailbox = new Mailbox()) {
      evolink.accepted(fox("@fault:reordered-callback", mailbox));

      assertThat(List.of(mailbox.next().status(), mailbox.next().status()))
          .containsExactly("completed", "processing");
    }
  }

  @Test
  void forgedCallbacksComeBeforeTheTrueOne() throws Exception {
    try (var mailbox = new Mailbox(404, 200)) {
      String other = evolink.accepted(order("an innocent bystander"));
      String id = evolink.accepted(fox("@fault:forged-callback", mailbox));

      var brokenToken = mailbox.next();
      var foreignTask = mailbox.next();
      var genuine = mailbox.next();

      assertThat(brokenToken.hasToken()).isFalse();
      assertThat(brokenToken.path()).startsWith("/v1/callbacks/evolink/");
      assertThat(foreignTask.hasToken()).isTrue();
      assertThat(foreignTask.body().path("id").textValue()).isEqualTo(other);
      assertThat(firstResult(foreignTask.body())).contains("attacker.invalid");
      assertThat(genuine.body()).isEqualTo(evolink.task(id));
    }
  }

  private static String firstResult(JsonNode body) {
    return body.path("results").path(0).asText();
  }

  private static ObjectNode fox(String fault, Mailbox mailbox) {
    return order("a fox " + fault).put("callback_url", mailbox.address());
  }

  private static SimulatedTask task(String prompt) {
    var order =
        new CreateRequest(
            "model", prompt, 1, new PictureSize(2048, 2048), PictureFormat.JPEG, Optional.empty());
    return new TaskRegistry(SimulatorOptions.hurried())
        .open(_ -> "task-1", EvolinkClient.KEY, order, Faults.in(prompt, "evolink"), order(prompt));
  }
}

package dev.darkroom.simulator.liangxin;

import static dev.darkroom.simulator.liangxin.LiangxinClient.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.simulator.CallbackAttempt;
import dev.darkroom.simulator.Mailbox;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.simulator.modellix.ModellixClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * LiangXin's callbacks: the body of a query, after success or fail; and Modellix, which has none.
 */
class SimulatedLiangxinCallbacksTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());
  private final LiangxinClient liangxin = new LiangxinClient(simulator);

  @AfterEach
  void close() {
    liangxin.close();
    simulator.close();
  }

  @Test
  void aCallbackSaysWhatAQuerySays() throws Exception {
    try (var mailbox = new Mailbox()) {
      String id = liangxin.accepted(fox("", mailbox));

      var letter = mailbox.next();

      assertThat(letter.hasToken()).isTrue();
      assertThat(letter.body()).isEqualTo(liangxin.answer(id));
      assertThat(state(letter)).isEqualTo("success");
    }
  }

  @Test
  void aFailureIsCalledBackToo() throws Exception {
    try (var mailbox = new Mailbox()) {
      liangxin.accepted(fox("@fault:failed", mailbox));

      var letter = mailbox.next();

      assertThat(letter.body().path("code").intValue()).isEqualTo(200);
      assertThat(state(letter)).isEqualTo("fail");
      assertThat(letter.body().at("/data/failCode").textValue()).isNotBlank();
    }
  }

  @Test
  void aCallbackIsRepeatedUntilItIsAcknowledged() throws Exception {
    try (var mailbox = new Mailbox(500, 200)) {
      liangxin.accepted(fox("", mailbox));

      assertThat(simulator.awaitCallbacks("fox", 2, PATIENCE))
          .extracting(CallbackAttempt::attempt)
          .containsExactly(1, 2);
    }
  }

  @Test
  void aLostCallbackNeverComes() throws Exception {
    try (var mailbox = new Mailbox()) {
      liangxin.accepted(fox("@fault:lost-callback", mailbox));
      liangxin.accepted(order("another").put("callBackUrl", mailbox.address()));

      simulator.awaitCallbacks("another", 1, PATIENCE);

      assertThat(simulator.callbacks("fox")).isEmpty();
    }
  }

  @Test
  void aDoubledCallbackComesTwiceAndAnEarlyOneBeforeTheAnswer() throws Exception {
    try (var mailbox = new Mailbox()) {
      liangxin.accepted(fox("@fault:doubled-callback", mailbox));
      assertThat(mailbox.next()).isEqualTo(mailbox.next());

      String id = liangxin.accepted(fox("@fault:early-callback", mailbox));
      assertThat(mailbox.isEmpty()).isFalse();
      assertThat(mailbox.next().body().at("/data/taskId").textValue()).isEqualTo(id);
    }
  }

  @Test
  void aReorderedCallbackIsFollowedByAStaleOne() throws Exception {
    try (var mailbox = new Mailbox()) {
      liangxin.accepted(fox("@fault:reordered-callback", mailbox));

      assertThat(List.of(state(mailbox.next()), state(mailbox.next())))
          .containsExactly("success", "generating");
    }
  }

  @Test
  void forgedCallbacksComeBeforeTheTrueOne() throws Exception {
    try (var mailbox = new Mailbox(404, 200)) {
      String other = liangxin.accepted(order("an innocent bystander"));
      String id = liangxin.accepted(fox("@fault:forged-callback", mailbox));

      var brokenToken = mailbox.next();
      var foreignTask = mailbox.next();
      var genuine = mailbox.next();

      assertThat(brokenToken.hasToken()).isFalse();
      assertThat(foreignTask.hasToken()).isTrue();
      assertThat(foreignTask.body().at("/data/taskId").textValue()).isEqualTo(other);
      assertThat(foreignTask.body().at("/data/resultJson").textValue())
          .contains("attacker.invalid");
      assertThat(genuine.body()).isEqualTo(liangxin.answer(id));
    }
  }

  @Test
  void modellixNeverCallsBack() throws Exception {
    try (var mailbox = new Mailbox();
        var modellix = new ModellixClient(simulator)) {
      var order =
          ModellixClient.order("a fox @fault:doubled-callback")
              .put("callback_url", mailbox.address())
              .put("callBackUrl", mailbox.address());
      modellix.create(order);

      // One that is called back shows that this one would have been.
      liangxin.accepted(order("another").put("callBackUrl", mailbox.address()));
      simulator.awaitCallbacks("another", 1, PATIENCE);
      assertThat(simulator.callbacks("fox")).isEmpty();
    }
  }

  private static String state(Mailbox.Letter letter) {
    return letter.body().at("/data/state").textValue();
  }

  private static ObjectNode fox(String fault, Mailbox mailbox) {
    return order("a fox " + fault).put("callBackUrl", mailbox.address());
  }
}

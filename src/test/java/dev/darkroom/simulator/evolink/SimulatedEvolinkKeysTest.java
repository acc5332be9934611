package dev.darkroom.simulator.evolink;

import static dev.darkroom.simulator.evolink.EvolinkClient.KEY;
import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.Simulator;
import dev.darkroom.simulator.SimulatorOptions;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency keys and the list of tasks, as EvoLink's own client expects them. */
class SimulatedEvolinkKeysTest {
  private static final String FIRST = "first-key-0123456789";
  private static final String SECOND = "second-key-0123456789";

  private final ManualClock clock = new ManualClock();
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));
  private final EvolinkClient evolink = new EvolinkClient(simulator);

  @AfterEach
  void stop() {
    evolink.close();
    simulator.close();
  }

  @Test
  void aRepeatWithOneKeyIsOneTaskAndSaysSo() throws Exception {
    var first = evolink.create(order("a fox"), KEY, FIRST);
    var again = evolink.create(order("a fox"), KEY, FIRST);
    var other = evolink.create(order("a fox"), KEY, SECOND);

    assertThat(id(again)).isEqualTo(id(first)).isNotEqualTo(id(other));
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(simulator.accepted("a fox")).isEqualTo(2);
  }

  @Test
  void anotherAccountsKeyIsAnotherKey() throws Exception {
    var first = evolink.create(order("a fox"), KEY, FIRST);
    var again = evolink.create(order("a fox"), "sk-another", FIRST);

    assertThat(id(again)).isNotEqualTo(id(first));
  }

  @Test
  void aKeyOfAnotherRequestIsAConflict() throws Exception {
    evolink.create(order("a fox"), KEY, FIRST);

    var other = evolink.create(order("a dog"), KEY, FIRST);

    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains("idempotency_conflict");
    assertThat(simulator.accepted("a dog")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "has a blank 0123456789", "slash/0123456789012"})
  void aKeyOfAnotherFormIsRefused(String key) throws Exception {
    assertThat(evolink.create(order("a fox"), KEY, key).statusCode()).isEqualTo(400);
    assertThat(simulator.accepted("a fox")).isZero();
  }

  @Test
  void aRefusedCallUsesNoKeyUp() throws Exception {
    var prompt = "a fox @fault:throttle-once";

    assertThat(evolink.create(order(prompt), KEY, FIRST).statusCode()).isEqualTo(429);
    assertThat(evolink.create(order(prompt), KEY, FIRST).statusCode()).isEqualTo(200);
    assertThat(simulator.accepted("a fox")).isEqualTo(1);
  }

  @Test
  void keysCanBeIgnoredByAFaultOrByAnAccount() throws Exception {
    var ignoring = order("a fox @fault:key-ignored");

    assertThat(id(evolink.create(ignoring, KEY, FIRST)))
        .isNotEqualTo(id(evolink.create(ignoring, KEY, FIRST)));
    assertThat(id(evolink.create(order("a dog"), "sk-keyless", FIRST)))
        .isNotEqualTo(id(evolink.create(order("a dog"), "sk-keyless", FIRST)));
  }

  @Test
  void aReplayCanBeLostOrUnknown() throws Exception {
    var unknown = order("a fox @fault:replay-unknown");
    var lost = order("a dog @fault:replay-lost");
    evolink.create(unknown, KEY, FIRST);
    evolink.create(lost, KEY, SECOND);

    var answer = evolink.create(unknown, KEY, FIRST);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("paid_outcome_unknown");
    assertThatThrownBy(() -> evolink.create(lost, KEY, SECOND)).isInstanceOf(IOException.class);
  }

  @Test
  void theListHasTheNewestFirstInPagesAndOfOneAccount() throws Exception {
    for (var prompt : List.of("one", "two", "three")) {
      evolink.create(order(prompt));
      clock.advance(Duration.ofSeconds(2));
    }
    evolink.create(order("of another"), "sk-another", FIRST);

    var first = evolink.list(1, 2);
    var second = evolink.list(2, 2);

    assertThat(first.path("total").asInt()).isEqualTo(3);
    assertThat(times(first)).hasSize(2).isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(times(second)).hasSize(1);
    assertThat(times(second).getFirst()).isLessThan(times(first).getLast());
    assertThat(evolink.list(3, 2).path("data")).isEmpty();
    assertThat(first.toString()).doesNotContain("two").doesNotContain("http");
    assertThat(first.at("/data/0/model").asText()).isEqualTo("doubao-seedream-5.0-lite");
  }

  @Test
  void aTaskCanBeLateInTheList() throws Exception {
    evolink.create(order("a fox @fault:list-lag=60"));

    assertThat(evolink.list(1, 20).path("data")).isEmpty();
    clock.advance(Duration.ofSeconds(60));
    assertThat(evolink.list(1, 20).path("data")).hasSize(1);
  }

  @Test
  void aTaskCanEndAsCancelled() throws Exception {
    var id = evolink.accepted(order("a fox @fault:failed-bare @fault:state=cancelled"));
    clock.advance(Duration.ofSeconds(1));

    assertThat(evolink.task(id).path("status").asText()).isEqualTo("cancelled");
  }

  private String id(HttpResponse<String> answer) throws IOException {
    return evolink.json(answer).path("id").asText();
  }

  private static List<Long> times(JsonNode page) {
    return StreamSupport.stream(page.path("data").spliterator(), false)
        .map(one -> one.path("created_at").asLong())
        .toList();
  }
}

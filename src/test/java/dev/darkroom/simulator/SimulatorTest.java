package dev.darkroom.simulator;

import static dev.darkroom.simulator.evolink.EvolinkClient.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.simulator.evolink.EvolinkClient;
import dev.darkroom.simulator.liangxin.LiangxinClient;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The books, and what is left when the simulator is closed. */
class SimulatorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern OURS = Pattern.compile("(HTTP-Dispatcher|HttpClient-|idle-).*");

  @Test
  void theBooksSayWhatHappened() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried().withTaskTime(Duration.ZERO));
        var evolink = new EvolinkClient(simulator);
        var mailbox = new Mailbox()) {
      String id = evolink.accepted(order("a fox").put("callback_url", mailbox.address()));
      evolink.create(order("a fox @fault:quota"));
      simulator.awaitCallbacks("fox", 1, PATIENCE);
      evolink.fetch(evolink.link(id, 0), BodyHandlers.discarding());
      simulator.awaitFetches("fox", 1, PATIENCE);

      var page = evolink.json(evolink.call("GET", "/_simulator/state", "", ""));

      assertThat(page.path("submits").intValue()).isEqualTo(2);
      assertThat(page.path("accepted").intValue()).isEqualTo(1);
      assertThat(page.at("/prompts/a fox/accepted").intValue()).isEqualTo(1);
      assertThat(page.at("/callbacks/0/status").intValue()).isEqualTo(204);
      assertThat(page.at("/fetches/0/status").intValue()).isEqualTo(200);
      assertThat(page.toString()).doesNotContain(Mailbox.TOKEN, "signature");
      assertThat(simulator.requests()).hasSize(2).contains(order("a fox @fault:quota"));
    }
  }

  @Test
  void aPortThatIsTakenIsNamedWithTheWayToAnother() {
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      var taken = SimulatorOptions.hurried().withPort(simulator.port());

      assertThatThrownBy(() -> Simulator.start(taken))
          .hasMessageContaining("port " + simulator.port())
          .hasMessageContaining("DARKROOM_LOCAL_SIMULATOR_PORT");
    }
  }

  @Test
  void everyProviderHasBooksOfItsOwn() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      for (Provider provider : Provider.values()) {
        try (var wire = provider.wire(simulator)) {
          provider.accepted(wire, "a fox for " + provider);
        }
      }

      assertThat(simulator.submits("fox")).isEqualTo(Provider.values().length);
      assertThat(simulator.accepted("MODELLIX")).isEqualTo(1);
      assertThat(simulator.requests()).hasSize(Provider.values().length);
      assertThat(simulator.requests("liangxin"))
          .containsExactly(
              new CreateCall(
                  "/api/v1/jobs/createTask", LiangxinClient.order("a fox for LIANGXIN")));
    }
  }

  @Test
  void theBooksCanBeEmptied() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried());
        var evolink = new EvolinkClient(simulator)) {
      String id = evolink.accepted(order("a fox"));

      evolink.call("DELETE", "/_simulator/state", "", "");

      assertThat(simulator.submits("")).isZero();
      assertThat(simulator.requests()).isEmpty();
      assertThat(evolink.task(id).path("id").textValue()).isEqualTo(id);
    }
  }

  @Test
  void theLobbyShowsTheBooksOfAllProviders() throws Exception {
    try (var simulator = Simulator.start(SimulatorOptions.hurried());
        var evolink = new EvolinkClient(simulator)) {
      evolink.accepted(order("a fox"));
      URI lobby = URI.create("http://localhost:" + simulator.port() + "/_simulator/state");

      var page = evolink.json(evolink.fetch(lobby, BodyHandlers.ofString()));

      assertThat(page.at("/evolink/submits").intValue()).isEqualTo(1);
      assertThat(Simulator.providers().stream().filter(it -> !it.equals("evolink")))
          .allSatisfy(it -> assertThat(page.path(it).path("submits").asInt(-1)).isZero());
    }
  }

  @Test
  void waitingInVainIsAnError() {
    try (var simulator = Simulator.start(SimulatorOptions.hurried())) {
      assertThatThrownBy(() -> simulator.awaitCallbacks("fox", 1, Duration.ofMillis(1)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aTakenPortIsNamed() {
    try (var first = Simulator.start(SimulatorOptions.hurried())) {
      var options = SimulatorOptions.hurried().withPort(first.port());

      assertThatThrownBy(() -> Simulator.start(options))
          .hasMessageContaining(String.valueOf(first.port()));
    }
  }

  @Test
  void aClosedSimulatorLeavesNoThread() throws Exception {
    Set<Thread> before = ours();
    try (var mailbox = new Mailbox()) {
      var simulator = Simulator.start(SimulatorOptions.hurried().withLateBy(Duration.ofHours(1)));
      try (var evolink = new EvolinkClient(simulator)) {
        evolink.accepted(
            order("a fox @fault:late-callback").put("callback_url", mailbox.address()));
        evolink.accepted(order("a hen").put("callback_url", mailbox.address()));
        simulator.awaitCallbacks("hen", 1, PATIENCE);
      }

      simulator.close();
    }

    Set<Thread> left = ours();
    left.removeAll(before);
    for (Thread thread : left) {
      assertThat(thread.join(PATIENCE)).as(thread.getName()).isTrue();
    }
  }

  private static Set<Thread> ours() {
    var threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !OURS.matcher(thread.getName()).matches());
    return threads;
  }
}

package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends of a task in other words, in other shapes, with more than was asked for, or late. */
class TaskFaultsTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));

  @AfterEach
  void close() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void aTaskEndsInAnyWord(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var done = report(provider, wire, "@fault:state=+Succeed+");
      var failed = report(provider, wire, "@fault:state=expired @fault:failed");

      assertThat(provider.state(done)).isEqualTo(" Succeed ");
      assertThat(provider.links(done)).hasSize(1);
      assertThat(provider.state(failed)).isEqualTo("expired");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWordIsTheDocumentedOneUntilTheEnd(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String id = provider.accepted(wire, "a fox @fault:state=done");

      assertThat(provider.state(provider.report(wire, id))).isNotEqualTo("done").isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void resultsComeWithoutAnyState(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var report = report(provider, wire, "@fault:no-state");

      assertThat(provider.state(report)).isEmpty();
      assertThat(provider.links(report)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneLinkStandsWhereAListWasDocumented(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var text = provider.list(report(provider, wire, "@fault:one-link-as-text"));
      var object = provider.list(report(provider, wire, "@fault:one-link-as-object"));

      assertThat(text.asText()).contains("/files/");
      assertThat(object.path("url").asText()).contains("/files/");
    }
  }

  @ParameterizedTest
  @EnumSource
  void moreComesThanWasAskedForAndAllOfItCanBeFetched(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var links = provider.links(report(provider, wire, "@fault:more=2500"));

      assertThat(new HashSet<>(links)).hasSize(2500);
      assertThat(wire.fetch(links.getLast()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLateTaskIsFinishedWhenTheClockSaysSo(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String id = provider.accepted(wire, "a fox @fault:late-finish=900");

      clock.advance(Duration.ofSeconds(899));
      assertThat(provider.state(provider.report(wire, id))).isNotEqualTo(provider.done);
      clock.advance(Duration.ofSeconds(1));
      assertThat(provider.state(provider.report(wire, id))).isEqualTo(provider.done);
    }
  }

  private JsonNode report(Provider provider, Wire wire, String faults)
      throws IOException, InterruptedException {
    String id = provider.accepted(wire, "a fox " + faults);
    clock.advance(Duration.ofSeconds(1));
    return provider.report(wire, id);
  }
}

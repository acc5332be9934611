package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.ProviderClock;
import dev.darkroom.simulator.fault.QueryFault;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers about a task that come late, not at all, or with what nobody can use. */
class QueryFaultsTest {
  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));

  @AfterEach
  void close() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryIsSilentForAWhileAfterTheEnd(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String id = provider.accepted(wire, "a fox @fault:silent-query=2");

      assertThat(provider.query(wire, id).statusCode()).isEqualTo(provider.atWork());
      clock.advance(Duration.ofSeconds(1));
      assertThat(provider.query(wire, id).statusCode()).isEqualTo(503);
      assertThat(provider.query(wire, id).statusCode()).isEqualTo(503);
      assertThat(provider.state(provider.report(wire, id))).isEqualTo(provider.done);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQueryLagsForAWhileAfterTheEnd(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String lagging = finished(provider, wire, "@fault:lagging-query=1");
      String absent = finished(provider, wire, "@fault:absent-query=1");

      assertThat(provider.state(provider.report(wire, lagging))).isNotEqualTo(provider.done);
      assertThat(provider.state(provider.report(wire, lagging))).isEqualTo(provider.done);
      assertThat(provider.query(wire, absent).statusCode()).isEqualTo(404);
      assertThat(provider.state(provider.report(wire, absent))).isEqualTo(provider.done);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aListIsEmptyOrAbsentAtTheFirstLook(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String empty = finished(provider, wire, "@fault:empty-list");
      String absent = finished(provider, wire, "@fault:absent-list");

      JsonNode firstLook = provider.report(wire, empty);
      assertThat(provider.state(firstLook)).isEqualTo(provider.done);
      assertThat(provider.list(firstLook).isArray()).isTrue();
      assertThat(provider.list(firstLook)).isEmpty();
      assertThat(provider.links(provider.report(wire, empty))).hasSize(1);
      assertThat(provider.list(provider.report(wire, absent)).isMissingNode()).isTrue();
      assertThat(provider.links(provider.report(wire, absent))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerCanBeHuge(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String body = provider.query(wire, finished(provider, wire, "@fault:huge-answer=9")).body();

      assertThat(body.length()).isGreaterThan(9 << 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theProvidersClockIsTheSimulators(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      clock.advance(Duration.ofDays(100));

      var answer = provider.create(wire, "a fox");

      assertThat(answer.headers().allValues("Date"))
          .containsExactly("Sun, 28 Feb 2027 10:00:00 GMT");
      assertThat(answer.headers().firstValue(ProviderClock.HEADER)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theProvidersClockCanBeBehind(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var answer = provider.create(wire, "a fox @fault:clock-behind");
      String id = provider.id(Wire.json(answer));
      var report = provider.query(wire, id);

      for (var one : List.of(answer, report)) {
        assertThat(one.headers().allValues("Date"))
            .containsExactly("Fri, 20 Nov 2026 09:50:00 GMT");
      }
      long tenMinutesBefore = clock.instant().minusSeconds(600).getEpochSecond();
      switch (provider) {
        case EVOLINK -> {
          assertThat(Wire.json(answer).path("created").longValue()).isEqualTo(tenMinutesBefore);
          assertThat(id).startsWith("task-unified-" + tenMinutesBefore);
        }
        case LIANGXIN -> {
          assertThat(Wire.json(report).at("/data/createTime").longValue())
              .isEqualTo(tenMinutesBefore * 1000);
          assertThat(id).endsWith(String.valueOf(tenMinutesBefore * 1000));
        }
        case MODELLIX -> assertThat(id).startsWith("task-"); // no time of a task anywhere
        case FAL -> assertThat(UUID.fromString(id)).isNotNull(); // the same: it is in its webhooks
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersCanBeAbsurd(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      for (String number : List.of("1e10000", "1e99999999999", "-1", "1e300")) {
        var paid = provider.create(wire, "a fox " + QueryFault.ABSURD_NUMBERS.tag(number));
        clock.advance(Duration.ofSeconds(1));
        String body = provider.resultCall(wire, idIn(paid.body())).body();

        assertThat(body).contains(":" + number).contains("/files/");
        if (provider == Provider.EVOLINK) {
          assertThat(paid.body()).contains("\"credits_reserved\":" + number);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNumberCanHaveAHundredThousandDigits(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var paid = provider.create(wire, "a fox @fault:absurd-numbers=digits");
      clock.advance(Duration.ofSeconds(1));

      String body = provider.resultCall(wire, idIn(paid.body())).body();
      assertThat(body.contains("9".repeat(100_000))).isTrue();
    }
  }

  /** Without reading numbers: no reader likes them. */
  private static String idIn(String body) {
    return body.replaceAll("(?s).*\"(?:id|taskId|task_id|request_id)\":\"([^\"]+)\".*", "$1");
  }

  private String finished(Provider provider, Wire wire, String faults)
      throws IOException, InterruptedException {
    String id = provider.accepted(wire, "a fox " + faults);
    clock.advance(Duration.ofSeconds(1));
    return id;
  }
}

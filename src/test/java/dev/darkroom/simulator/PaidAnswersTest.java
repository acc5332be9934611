package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.SubmitFault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers to the paid call that do not say whether it was taken. */
class PaidAnswersTest {
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried());

  @AfterEach
  void close() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void anyStatusIsAnsweredByAMachineInBetween(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      for (int status : List.of(499, 425, 424, 460, 408, 502, 429)) {
        var answer = provider.create(wire, "a fox " + SubmitFault.ANSWER.tag(status));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("<html>");
        assertThat(answer.headers().firstValue("X-RateLimit-Remaining")).isEmpty();
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
      }
      assertThat(simulator.accepted("fox")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverRefusesMayHaveTakenTheOrder(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      for (String fault : List.of("answer=499", "answer=429", "error-code=500", "quota")) {
        provider.create(wire, "a fox @fault:" + fault + " @fault:taken");
      }

      assertThat(simulator.accepted("fox")).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyCodeComesInABodyUnderAnyStatus(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var word = provider.create(wire, "a fox @fault:error-code=service_unavailable");
      var number = provider.create(wire, "a fox @fault:error-code=504");
      var both = provider.create(wire, "a fox @fault:error-code=500 @fault:answer=503");

      assertThat(word.statusCode()).isEqualTo(200);
      assertThat(code(provider, Wire.json(word)).textValue()).isEqualTo("service_unavailable");
      assertThat(code(provider, Wire.json(number)).intValue()).isEqualTo(504);
      assertThat(both.statusCode()).isEqualTo(503);
      assertThat(provider.hasId(Wire.json(word))).isFalse();
      assertThat(simulator.accepted("fox")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTextBesideACodeIsAnything(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var answer =
          provider.create(wire, "@fault:error-code=500 @fault:error-text=credits+will+be+returned");

      assertThat(answer.body()).contains("credits will be returned");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorThatIsNoneStandsBesideANestedId(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      JsonNode answer = Wire.json(provider.create(wire, "a fox @fault:error-false"));
      JsonNode zero = Wire.json(provider.create(wire, "a fox @fault:error-false=0"));

      assertThat(answer.path("error").isBoolean()).isTrue();
      assertThat(zero.path("error").isInt()).isTrue();
      String id = provider.id(provider.hasId(answer) ? answer : answer.path("data"));
      assertThat(provider.query(wire, id).statusCode()).isBetween(200, 299);
      assertThat(simulator.accepted("fox")).isEqualTo(2);
    }
  }

  private static JsonNode code(Provider provider, JsonNode answer) {
    if (provider == Provider.FAL) {
      return answer.path("error_type");
    }
    JsonNode nested = answer.at("/error/code");
    return nested.isMissingNode() ? answer.path("code") : nested;
  }
}

package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A function without what it needs says so, and ends. */
class StartUpNativeIT {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          submit   | DARKROOM_TABLE DARKROOM_SETTLE_QUEUE_URL DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER DARKROOM_PROVIDER_LIANGXIN_BASE_URL
          callback | DARKROOM_SETTLE_QUEUE_URL DARKROOM_CALLBACK_KEYS_PARAMETER
          settle   | DARKROOM_TABLE DARKROOM_BUCKET DARKROOM_SETTLE_QUEUE_URL DARKROOM_PROVIDER_EVOLINK_API_KEY_PARAMETER DARKROOM_PROVIDER_LIANGXIN_BASE_URL
          sweep    | DARKROOM_TABLE DARKROOM_SETTLE_QUEUE_URL
          query    | DARKROOM_TABLE DARKROOM_BUCKET
          control  | DARKROOM_TABLE DARKROOM_SETTLE_QUEUE_URL
          """)
  void oneMessageNamesEveryVariableThatIsMissing(String handler, String variables) {
    try (var function = LambdaRuntime.start(Map.of("QUARKUS_LAMBDA_HANDLER", handler), List.of())) {

      assertThat(function.exitCode()).isNotZero();

      assertThat(function.output()).hasSize(1);
      var message = Json.read(function.output().getFirst()).path("message").asText();
      assertThat(message).contains(variables.split(" ", -1));
    }
  }

  @Test
  void anUnknownFunctionIsRefused() {
    try (var function =
        LambdaRuntime.start(Map.of("QUARKUS_LAMBDA_HANDLER", "develop"), List.of())) {

      assertThat(function.exitCode()).isNotZero();

      assertThat(String.join("\n", function.output())).contains("develop");
    }
  }

  /** Otherwise its thread dies, and Lambda waits until the invocation's time is over. */
  @Test
  void aFunctionWithoutMemoryEndsAndDoesNotHang() {
    var event = "{\"prompt\": \"" + "a".repeat(30_000_000) + "\"}";
    var variables =
        Map.of(
            "QUARKUS_LAMBDA_HANDLER", "callback",
            "DARKROOM_SETTLE_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/one",
            "DARKROOM_CALLBACK_KEYS", "k1:0123456789abcdef0123456789abcdef");
    try (var function = LambdaRuntime.start(variables, List.of("-XX:MaxHeapSize=24m"))) {

      assertThat(function.diesOn(event)).isTrue();

      assertThat(function.exitCode()).isNotZero();
    }
  }
}

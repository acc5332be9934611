package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Providers;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartUpTest {
  private static final String A_PROVIDER =
      "the key of at least one provider (acme: no key: set DARKROOM_PROVIDER_FAKE_API_KEY)";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "submit   | DARKROOM_TABLE,DARKROOM_SETTLE_QUEUE_URL",
        "callback | DARKROOM_SETTLE_QUEUE_URL,DARKROOM_CALLBACK_KEYS_PARAMETER (or DARKROOM_CALLBACK_KEYS)",
        "settle   | DARKROOM_TABLE,DARKROOM_BUCKET,DARKROOM_SETTLE_QUEUE_URL",
        "sweep    | DARKROOM_TABLE,DARKROOM_SETTLE_QUEUE_URL",
        "query    | DARKROOM_TABLE,DARKROOM_BUCKET"
      })
  void everyFunctionNamesAllItMissesAtOnce(String handler, String expected) {
    assertThat(missing(handler, Map.of())).containsExactly(expected.split(","));
  }

  @Test
  void whatIsSetIsNotMissed() {
    var everything =
        Map.of(
            "DARKROOM_TABLE", "table",
            "DARKROOM_BUCKET", "bucket",
            "DARKROOM_SETTLE_QUEUE_URL", "https://sqs.example/queue",
            "DARKROOM_CALLBACK_BASE_URL", "https://api.example",
            "DARKROOM_CALLBACK_KEYS_PARAMETER", "/darkroom/keys");

    for (var function : LambdaFunction.values()) {
      assertThat(missing(function.handler(), everything)).isEmpty();
    }
  }

  @Test
  void whoeverHandsOutAddressesNeedsAKeyToSignThem() {
    var missing =
        missing(
            "submit",
            Map.of(
                "DARKROOM_TABLE", "table",
                "DARKROOM_SETTLE_QUEUE_URL", "https://sqs.example/queue",
                "DARKROOM_CALLBACK_BASE_URL", "https://api.example"));

    assertThat(missing)
        .containsExactly("DARKROOM_CALLBACK_KEYS_PARAMETER (or DARKROOM_CALLBACK_KEYS)");
  }

  @Test
  void anEmptyVariableIsMissed() {
    assertThat(missing("query", Map.of("DARKROOM_TABLE", "", "DARKROOM_BUCKET", "bucket")))
        .containsExactly("DARKROOM_TABLE");
  }

  @Test
  void whoeverAsksProvidersNeedsOneThatIsOn() {
    acme.isOff();

    assertThat(missing("submit", Map.of())).contains(A_PROVIDER);
    assertThat(missing("settle", Map.of())).contains(A_PROVIDER);
    assertThat(missing("query", Map.of())).doesNotContain(A_PROVIDER);
  }

  @ParameterizedTest
  @CsvSource({"submit, true", "settle, true", "callback, false", "sweep, false", "query, true"})
  void everyReaderOfLinksReportsAMalformedTrustedOrigin(String handler, boolean judges) {
    var missing =
        missing(
            handler,
            Map.of(
                "DARKROOM_DELIVERY_TRUSTED_ORIGINS",
                "http://localhost:9090,simulator.test,https://pictures.test/path"));

    assertThat(missing)
        .filteredOn(one -> one.startsWith("DARKROOM_DELIVERY_TRUSTED_ORIGINS"))
        .hasSize(judges ? 2 : 0)
        .allSatisfy(one -> assertThat(one).contains("not an origin such as https://host:8443"));
  }

  @ParameterizedTest
  @CsvSource({
    "DARKROOM_NOTIFY_PATIENCE, -PT1H, false",
    "DARKROOM_NOTIFY_PATIENCE, PT0S, true",
    "DARKROOM_NOTIFY_PATIENCE, P30D, true",
    "DARKROOM_NOTIFY_PATIENCE, PT2562047788015215H, false",
    "DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN, -PT5M, false",
    "DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN, PT0S, false",
    "DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN, PT5S, false",
    "DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN, PT1M, true",
    "DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN, PT2562047788015215H, false"
  })
  void aTimeThatSettlementCannotWaitIsReported(String variable, String set, boolean isGood) {
    assertThat(missing("settle", Map.of(variable, set)))
        .filteredOn(one -> one.startsWith(variable))
        .hasSize(isGood ? 0 : 1);
    assertThat(missing("query", Map.of(variable, set)))
        .filteredOn(one -> one.startsWith(variable))
        .isEmpty();
  }

  @Test
  void theErrorOfAnUnknownFunctionNamesTheKnownOnes() {
    assertThat(missing("sumbit", Map.of()))
        .containsExactly(
            "QUARKUS_LAMBDA_HANDLER (one of submit, callback, settle, sweep, query, control)");
  }

  private List<String> missing(String handler, Map<String, String> environment) {
    var config =
        new SmallRyeConfigBuilder().withSources(new EnvConfigSource(environment, 300)).build();
    return new StartUp(config, Providers.of(acme)).missing(handler);
  }
}

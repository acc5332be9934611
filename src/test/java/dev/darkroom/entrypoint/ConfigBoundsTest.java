package dev.darkroom.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.ProviderId;
import dev.darkroom.testing.FakeProvider;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A setting that is out of its bounds is named when a function starts that reads it. */
class ConfigBoundsTest {
  private static final ImageProvider[] PROVIDERS =
      Stream.of("evolink", "fal", "liangxin", "modellix")
          .map(name -> new FakeProvider(new ProviderId(name)))
          .toArray(ImageProvider[]::new);

  /** What no time, number or size can sensibly be. */
  private static final List<String> ABSURD =
      List.of(
          "-1",
          "-PT1S",
          "-5M",
          "P99999999D",
          "PT2562047788015215H",
          "99999999999",
          "9999G",
          "many");

  @ParameterizedTest
  @CsvSource({
    "submit, DARKROOM_RETENTION, 90, false", // seconds, to the platform
    "submit, DARKROOM_RETENTION, P29D, false",
    "submit, DARKROOM_RETENTION, P30D, true",
    "submit, DARKROOM_RETENTION, P36500D, true",
    "submit, DARKROOM_RETENTION, P9999999D, false",
    "submit, DARKROOM_RETENTION, PT2562047788015215H, false",
    "settle, DARKROOM_RETENTION, -P90D, false",
    "sweep, DARKROOM_RETENTION, P1D, false",
    "control, DARKROOM_RETENTION, 90 days, false",
    "query, DARKROOM_RETENTION, P1D, false",
    "callback, DARKROOM_RETENTION, P1D, true",
    "query, DARKROOM_LIST, off, true",
    "submit, DARKROOM_LIST, on, true",
    "query, DARKROOM_PAGE, off, true",
    "query, DARKROOM_PAGE, no, false",
    "submit, DARKROOM_PAGE, no, true",
    "sweep, DARKROOM_LIST, true, false",
    "callback, DARKROOM_LIST, onn, true",
    "settle, DARKROOM_SETTLE_FIRST_WAIT, 0, false",
    "settle, DARKROOM_SETTLE_FIRST_WAIT, 1s, true",
    "settle, DARKROOM_SETTLE_FIRST_WAIT, P1D, false",
    "settle, DARKROOM_SETTLE_LONGEST_WAIT, 0, false",
    "settle, DARKROOM_SETTLE_LONGEST_WAIT, P1D, true",
    "settle, DARKROOM_SETTLE_DELIVERY_ROUNDS, -1, false",
    "settle, DARKROOM_SETTLE_DELIVERY_ROUNDS, 0, true",
    "settle, DARKROOM_SETTLE_DELIVERY_ROUNDS, 99999999999, false",
    "settle, DARKROOM_SETTLE_RESULT_LIFETIME, 24, false",
    "settle, DARKROOM_SETTLE_RESULT_LIFETIME, P15D, true",
    "settle, DARKROOM_SETTLE_RESULT_LIFETIME, P9999999D, false",
    "settle, DARKROOM_DELIVERY_TIME_BUDGET, 0, false",
    "settle, DARKROOM_DELIVERY_TIME_BUDGET, PT60S, true",
    "settle, DARKROOM_DELIVERY_MAX_BYTES, 50, false",
    "settle, DARKROOM_DELIVERY_MAX_BYTES, 50M, true",
    "settle, DARKROOM_DELIVERY_MAX_VIDEO_BYTES, 0, false",
    "settle, DARKROOM_DELIVERY_DISK_BUDGET, 400, false",
    "settle, DARKROOM_DELIVERY_DISK_BUDGET, 10G, true",
    "settle, DARKROOM_DELIVERY_DISK_BUDGET, 9999999999999999999999G, false",
    "settle, DARKROOM_NOTIFY_TIME_BUDGET, 0, false",
    "settle, DARKROOM_NOTIFY_TIME_BUDGET, 10s, true",
    "submit, DARKROOM_REFERENCE_LINK_VALIDITY, 59s, false",
    "submit, DARKROOM_REFERENCE_LINK_VALIDITY, P7D, true",
    "submit, DARKROOM_REFERENCE_LINK_VALIDITY, P7DT1S, false",
    "submit, DARKROOM_PROVIDER_EVOLINK_ANSWER_TIMEOUT, 0, false",
    "submit, DARKROOM_PROVIDER_EVOLINK_ANSWER_TIMEOUT, 20, true",
    "control, DARKROOM_PROVIDER_FAL_ANSWER_TIMEOUT, 20000, false", // meant as milliseconds
    "submit, DARKROOM_PROVIDER_FAL_CONNECT_TIMEOUT, 0, false",
    "submit, DARKROOM_PROVIDER_FAL_MAX_CONCURRENT, 0, false",
    "submit, DARKROOM_PROVIDER_FAL_MAX_CONCURRENT, 1, true",
    "settle, DARKROOM_PROVIDER_MODELLIX_BREAKER_WINDOW, 0, false",
    "settle, DARKROOM_PROVIDER_MODELLIX_BREAKER_WINDOW, 1000000, true",
    "settle, DARKROOM_PROVIDER_MODELLIX_READ_RETRIES, -1, false",
    "settle, DARKROOM_PROVIDER_MODELLIX_READ_RETRIES, 0, true",
    "settle, DARKROOM_PROVIDER_LIANGXIN_READ_PAUSE, -1, false",
    "settle, DARKROOM_PROVIDER_LIANGXIN_READ_BUDGET, P1D, false",
    "callback, DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_TIMEOUT, PT10S, false",
    "callback, DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_TIMEOUT, PT1.5S, true",
    "submit, DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_TIMEOUT, PT10S, true"
  })
  void aTimeNumberOrSizeOutOfItsBoundsIsNamed(
      String handler, String variable, String set, boolean isGood) {
    assertThat(named(handler, variable, set)).isEqualTo(!isGood);
  }

  @ParameterizedTest
  @CsvSource({
    "submit, DARKROOM_CALLBACK_BASE_URL, abc.execute-api.eu-central-1.amazonaws.com, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, ftp://api.example, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https:/api.example, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://api.example/?stage=v1, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://api.example/#v1, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://user:word@api.example, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://api.example:99999, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://api example, false",
    "submit, DARKROOM_CALLBACK_BASE_URL, https://api.example/stage/, true",
    "settle, DARKROOM_CALLBACK_BASE_URL, http://127.0.0.1:8080, true",
    "query, DARKROOM_CALLBACK_BASE_URL, api.example, true",
    "settle, DARKROOM_PROVIDER_LIANGXIN_BASE_URL, liangxin.example, false",
    "settle, DARKROOM_PROVIDER_LIANGXIN_BASE_URL, https://liangxin.example, true",
    "submit, DARKROOM_PROVIDER_EVOLINK_BASE_URL, https://api.evolink.ai?key=1, false",
    "callback, DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_URL, rest.fal.ai, false",
    "callback, DARKROOM_PROVIDER_FAL_WEBHOOK_KEYS_URL, https://rest.fal.ai/keys?v=1, false"
  })
  void anAddressThatIsNoneIsNamed(String handler, String variable, String set, boolean isGood) {
    assertThat(named(handler, variable, set)).isEqualTo(!isGood);
  }

  @Test
  void anAddressIsNotRepeatedForItMayHoldAPassword() {
    assertThat(
            missing(
                "submit", Map.of("DARKROOM_CALLBACK_BASE_URL", "https://user:word@api.example")))
        .noneMatch(one -> one.contains("word"));
  }

  @ParameterizedTest
  @CsvSource({"evolnk, false", "'fal,evolnk', false", "'fal, evolink', true", "FAL, false"})
  void aProviderThatNobodyKnowsIsNamedInTheOrder(String order, boolean isGood) {
    assertThat(named("submit", "DARKROOM_ROUTING_ORDER", order)).isEqualTo(!isGood);
  }

  @ParameterizedTest
  @CsvSource({
    "submit, DARKROOM_CALLBACK_KEYS, one:short, false",
    "submit, DARKROOM_CALLBACK_KEYS, 0123456789012345678901234567890123456789, false",
    "callback, DARKROOM_CALLBACK_KEYS, One:01234567890123456789012345678901, false",
    "callback, DARKROOM_CALLBACK_KEYS, one:01234567890123456789012345678901, true",
    "settle, DARKROOM_CALLBACK_KEYS, none, true", // it signs and verifies nothing
    "settle, DARKROOM_NOTIFY_SECRET, secret, false",
    "submit, DARKROOM_NOTIFY_SECRET, whsec_c2hvcnQ=, false",
    "query, DARKROOM_NOTIFY_SECRET, whsec_not base 64 at all or what, false",
    "control, DARKROOM_NOTIFY_SECRET, whsec_c2hvcnQ=, false",
    "submit, DARKROOM_NOTIFY_SECRET, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true"
  })
  void aSecretThatCannotSignIsNamedAndNotShown(
      String handler, String variable, String set, boolean isGood) {
    assertThat(named(handler, variable, set)).isEqualTo(!isGood);
    assertThat(missing(handler, Map.of(variable, set))).noneMatch(line -> line.contains(set));
  }

  @Test
  void theLineHasTheVariableAndItsBounds() {
    assertThat(missing("submit", Map.of("DARKROOM_RETENTION", "P1D")))
        .contains("DARKROOM_RETENTION (is not from P30D to P36500D)");
    assertThat(missing("settle", Map.of("DARKROOM_DELIVERY_MAX_BYTES", "50")))
        .contains("DARKROOM_DELIVERY_MAX_BYTES (is not from 64K to 10G)");
  }

  static Stream<String> everyTimeNumberAndSize() {
    return mappings().flatMap(ConfigBoundsTest::variables).distinct();
  }

  @ParameterizedTest
  @MethodSource("everyTimeNumberAndSize")
  void everyTimeNumberAndSizeHasBounds(String variable) {
    assertThat(ABSURD)
        .allSatisfy(
            absurd ->
                assertThat(LambdaFunction.values())
                    .as(absurd)
                    .anyMatch(function -> named(function.handler(), variable, absurd)));
  }

  @Test
  void theSettingsAreFound() {
    assertThat(everyTimeNumberAndSize())
        .hasSizeGreaterThan(40)
        .contains("DARKROOM_RETENTION", "DARKROOM_PROVIDER_FAL_READ_RETRIES");
  }

  private static Stream<Class<?>> mappings() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages("dev.darkroom")
            .stream()
            .filter(one -> one.isAnnotatedWith(ConfigMapping.class))
            .filter(one -> !one.getName().matches(".*\\.(local|simulator)\\..*|.*(Example|Test).*"))
            .map(JavaClass::reflect);
  }

  private static Stream<String> variables(Class<?> mapping) {
    var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
    Set<Class<?>> bounded = Set.of(Duration.class, int.class, long.class);
    return Arrays.stream(mapping.getMethods())
        .filter(
            method ->
                bounded.contains(method.getReturnType())
                    || method.getReturnType().getSimpleName().equals("MemorySize"))
        .map(Method::getName)
        .map(name -> name.replaceAll("([A-Z])", "_$1"))
        .map(name -> (prefix.replace('.', '_') + "_" + name).toUpperCase(Locale.ROOT));
  }

  private static boolean named(String handler, String variable, String set) {
    return missing(handler, Map.of(variable, set)).stream()
        .anyMatch(one -> one.startsWith(variable + " ("));
  }

  private static List<String> missing(String handler, Map<String, String> environment) {
    var config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withSources(new EnvConfigSource(environment, 300))
            .build();
    return new StartUp(config, Providers.of(PROVIDERS)).missing(handler);
  }
}

package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999",
        "-1e99999999999",
        "1e999999999",
        "1e-999999999",
        "1e10000",
        "1e400",
        "0e-50",
        "12345678901234567890123456789012345",
        "0.1234567890123456789",
        "1e13"
      })
  void anAbsurdNumberIsUnknownWhetherANumberOrText(String number) {
    assertThat(ProviderJson.amount(field("{\"a\":" + number + "}"))).isEmpty();
    assertThat(ProviderJson.amount(field("{\"a\":\"" + number + "\"}"))).isEmpty();
    assertThat(ProviderJson.instant(field("{\"a\":" + number + "}"))).isEmpty();
    assertThat(ProviderJson.whole(field("{\"a\":" + number + "}"), 86_400)).isEmpty();
    assertThat(ProviderJson.scalar(field("{\"a\":" + number + "}"))).isEmpty();
  }

  @Test
  void aMillionDigitsAreUnknownAndHideNothingElse() {
    var digits = "9".repeat(1_000_000);
    var body =
        """
        {"a":%s,"b":0.%s,"c":1e%s,"d":"%s","id":"t1"}""";

    var read = ProviderJson.object(body.formatted(digits, digits, digits, digits)).orElseThrow();

    assertThat(ProviderJson.scalar(read.path("id"))).contains("t1");
    assertThat(read.path("a").isNull() && read.path("b").isNull() && read.path("c").isNull())
        .isTrue();
    assertThat(ProviderJson.amount(read.path("d"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.2400, 0.2400", "1.80, 1.80", "12, 12", "1e3, 1E+3", "0, 0", "'+5', 5"})
  void anAmountIsTakenToTheLastDigit(String written, BigDecimal amount) {
    assertThat(ProviderJson.amount(field("{\"a\":\"" + written + "\"}"))).contains(amount);
  }

  @Property(tries = 200)
  void everySaneAmountIsReadExactly(
      @ForAll @BigRange(min = "0", max = "999999999999") @Scale(12) BigDecimal amount) {
    assertThat(ProviderJson.amount(field("{\"a\":" + amount.toPlainString() + "}")))
        .contains(new BigDecimal(amount.toPlainString()));
  }

  /** Whatever comes: it is read or it is not, and nothing is thrown. */
  @Property(tries = 500)
  void anyTextIsReadOrNot(@ForAll String text) {
    assertThat(ProviderJson.object(text)).isNotNull();
    assertThat(ProviderJson.object("{\"a\":" + text)).isNotNull();
    assertThat(Decimals.in(text)).isNotNull();
  }

  @Test
  void whatIsTooDeepIsNotRead() {
    var deep =
        """
        {"a":"""
                .repeat(100_000)
            + "1"
            + "}".repeat(100_000);

    assertThat(ProviderJson.object(deep)).isEmpty();
    assertThat(ProviderJson.object("[".repeat(1_000_000))).isEmpty();
  }

  /** 8 MiB of empty objects would take 300 MiB as a tree. */
  @Test
  void whatHasTooManyValuesIsNotRead() {
    assertThat(ProviderJson.object("{\"a\":[" + "{},".repeat(2_500_000) + "{}]}")).isEmpty();
    assertThat(ProviderJson.object("{\"a\":[" + "{},".repeat(100_000) + "{}]}")).isPresent();
  }

  @Test
  void aMarkOfTheByteOrderIsNoPartOfTheAnswer() {
    assertThat(ProviderJson.object("\uFEFF{\"a\":1}")).isPresent();
  }

  @Test
  void ofADoubledFieldTheLastCountsAndItIsNotExact() {
    assertThat(
            field(
                    """
        {"a":1,"a":2}""")
                .asInt())
        .isEqualTo(2);
    assertThat(
            ProviderJson.exactObject(
                """
        {"a":1,"a":2}"""))
        .isEmpty();
    assertThat(
            ProviderJson.exactObject(
                """
        {"b":{"a":1,"a":1}}"""))
        .isEmpty();
    assertThat(
            ProviderJson.exactObject(
                """
        {"a":1} {"""))
        .isEmpty();
    assertThat(
            ProviderJson.exactObject(
                """
        {"a":1e400}"""))
        .isEmpty();
    assertThat(ProviderJson.exactObject(" {\"a\":1} ")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "1757165031, 2025-09-06T13:23:51Z",
    "1757165031.9, 2025-09-06T13:23:51Z",
    "1757165031000, 2025-09-06T13:23:51Z",
    "'\"1757165031\"', 2025-09-06T13:23:51Z",
    "'\"2025-09-06T13:23:51Z\"', 2025-09-06T13:23:51Z"
  })
  void aTimeIsReadInAnyForm(String written, Instant time) {
    assertThat(ProviderJson.instant(field("{\"a\":" + written + "}"))).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "2026",
        "1757165031000000",
        "9e18",
        "\"soon\"",
        "true",
        "{}",
        "null",
        "\"+999999999-01-01T00:00:00Z\""
      })
  void anImpossibleTimeIsIgnored(String written) {
    assertThat(ProviderJson.instant(field("{\"a\":" + written + "}"))).isEmpty();
  }

  /** Seconds up to the year 5138, then milliseconds, both from September 2001 on. */
  @ParameterizedTest
  @CsvSource({
    "1000000000, 2001-09-09T01:46:40Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "99999999999999, 5138-11-16T09:46:39.999Z",
    "'\"2001-01-01T00:00:00Z\"', 2001-01-01T00:00:00Z",
    "'\"5137-12-31T23:59:59Z\"', 5137-12-31T23:59:59Z"
  })
  void aTimeIsReadUpToItsBounds(String written, Instant time) {
    assertThat(ProviderJson.instant(field("{\"a\":" + written + "}"))).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "999999999",
        "100000000000000",
        "\"2000-12-31T23:59:59Z\"",
        "\"5138-01-01T00:00:00Z\""
      })
  void aTimeBeyondThemIsIgnored(String written) {
    assertThat(ProviderJson.instant(field("{\"a\":" + written + "}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "86400, true", "86401, false", "1.0, true", "1.5, false", "-1, false"})
  void aWholeNumberIsTakenUpToItsBound(String written, boolean isTaken) {
    assertThat(ProviderJson.whole(field("{\"a\":" + written + "}"), 86_400).isPresent())
        .isEqualTo(isTaken);
  }

  @Test
  void numbersAreTakenUpToTheirDigits() {
    assertThat(Decimals.in("1".repeat(30))).isPresent();
    assertThat(Decimals.in("1".repeat(31))).isEmpty();
    assertThat(Decimals.in("0." + "0".repeat(17) + "1")).isPresent();
    assertThat(Decimals.in("0." + "0".repeat(18) + "1")).isEmpty();
    assertThat(Decimals.in("1e12")).isPresent();
    assertThat(Decimals.in("1e13")).isEmpty();
    assertThat(Decimals.in(" ".repeat(47) + "1")).isPresent();
    assertThat(Decimals.in(" ".repeat(48) + "1")).isEmpty();
    assertThat(field("{\"a\":" + "1".repeat(18) + "}").isLong()).isTrue();
    assertThat(field("{\"a\":" + "1".repeat(19) + "}").isBigDecimal()).isTrue();
  }

  @Test
  void aNameIsATextOfAtMostTwoHundredCharacters() {
    assertThat(ProviderJson.name(field("{\"a\":\" x \"}"))).contains("x");
    assertThat(ProviderJson.name(field("{\"a\":\"" + "x".repeat(200) + "\"}"))).isPresent();
    assertThat(ProviderJson.name(field("{\"a\":\"" + "x".repeat(201) + "\"}"))).isEmpty();
    assertThat(ProviderJson.name(field("{\"a\":\" \"}"))).isEmpty();
    assertThat(ProviderJson.name(field("{\"a\":7}"))).isEmpty();
    assertThat(ProviderJson.text(field("{\"a\":\" x \"}"))).contains(" x ");
    assertThat(ProviderJson.scalar(field("{\"a\":true}"))).contains("true");
    assertThat(ProviderJson.scalar(field("{\"a\":null}"))).isEmpty();
    assertThat(ProviderJson.scalar(field("{\"a\":\" \"}"))).isEmpty();
    assertThat(ProviderJson.scalar(field("{\"a\":{}}"))).isEmpty();
  }

  @Test
  void theFirstFieldThatIsThereCounts() {
    var body = ProviderJson.object("{\"a\":null,\"b\":2,\"c\":3}").orElseThrow();

    assertThat(ProviderJson.first(body, "z", "a", "c", "b").asInt()).isEqualTo(3);
    assertThat(ProviderJson.first(body, "z", "a").isMissingNode()).isTrue();
  }

  /** Sixty-four levels, and 200,000 values. */
  @Test
  void whatIsDeepAndLongIsReadUpToItsBounds() {
    assertThat(ProviderJson.object(nested(63))).isPresent();
    assertThat(ProviderJson.object(nested(64))).isEmpty();
    assertThat(ProviderJson.object("{\"a\":[" + "1,".repeat(199_997) + "1]}")).isPresent();
    assertThat(ProviderJson.object("{\"a\":[" + "1,".repeat(199_998) + "1]}")).isEmpty();
  }

  private static String nested(int arrays) {
    return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
  }

  private static JsonNode field(String json) {
    return ProviderJson.object(json).orElseThrow().path("a");
  }
}

package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.darkroom.task.Refusal.Fault;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"a":0.12345678901234567890123}""",
        """
            {"a":2.50}""",
        """
            {"a":1E+400}""",
        """
            {"a":1E-400}""",
        """
            {"a":123456789012345678901234567890}""",
        """
            {"a":[1,"two",true,null,{"b":[]}],"ü":"🦊"}"""
      })
  void everyValueIsKeptAsItWasWritten(String json) {
    var document = read(json);

    assertThat(document.faults()).isEmpty();
    assertThat(document.tree()).hasToString(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e99999999999",
        "1e999999999",
        "1e401",
        "1e-401",
        "-1e99999999999999999999999999",
        "1E+999999999999999999999",
        "0.0e1000000000"
      })
  void aNumberThatNobodyCanReadIsAFaultOfItsField(String number) {
    assertThat(read("{\"a\":" + number + "}").faults())
        .containsExactly(new Fault("a", JsonNumber.RULE));
    assertThat(read("{\"providerOptions\":{\"acme\":{\"n\":[1," + number + "]}}}").faults())
        .extracting(Fault::path)
        .containsExactly("providerOptions.acme.n[1]");
  }

  @Test
  void aMillionDigitsAreAFaultAndCostNoTime() {
    var digits = "7".repeat(1_000_000);

    assertThat(read("{\"a\":" + digits + ",\"b\":0." + digits + "}").faults())
        .containsExactly(new Fault("a", JsonNumber.RULE), new Fault("b", JsonNumber.RULE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        """
      {"a":"""
      })
  void aHundredThousandLevelsAreAFault(String level) {
    var faults = read("{\"x\":" + level.repeat(100_000)).faults();
    var closed = read("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").faults();

    assertThat(faults.getFirst().message()).contains("nested too deeply", "64");
    assertThat(closed).hasSize(1);
    assertThat(closed.getFirst().path()).startsWith("x[0][0]").hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void sixtyFourLevelsAreRead() {
    assertThat(read("[".repeat(64) + "]".repeat(64)).faults()).isEmpty();
    assertThat(read("[".repeat(65) + "]".repeat(65)).faults()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"prompt\":\"a \\ud83e fox\"}                        | prompt",
        "{\"prompt\":\"a fox \\ud83e\"}                        | prompt",
        "{\"prompt\":\"\\udd8a\\ud83e\"}                       | prompt",
        "{\"prompt\":\"a\\u0000b\"}                            | prompt",
        "{\"id\":\"\\ud83e\"}                                  | id",
        "{\"model\":\"\\ud83e\"}                               | model",
        "{\"taskToken\":\"\\ud83e\"}                           | taskToken",
        "{\"images\":[\"https://a.example/\\ud83e\"]}          | images[0]",
        "{\"notify\":{\"url\":\"https://a.example/\\ud83e\"}}  | notify.url",
        "{\"metadata\":{\"a\":\"\\ud83e\"}}                    | metadata.a",
        "{\"metadata\":{\"a\\ud83e\":\"b\"}}                   | metadata.a\ufffd",
        "{\"providerOptions\":{\"acme\":{\"x\":[{\"y\":\"\\ud83e\"}]}}} |"
            + " providerOptions.acme.x[0].y",
        "{\"providerOptions\":{\"acme\":{\"\\udd8a\":1}}}      | providerOptions.acme.\ufffd"
      })
  void halfACharacterIsAFaultOfItsField(String json, String path) {
    assertThat(read(json).faults()).extracting(Fault::path).containsExactly(path);
  }

  @Test
  void aWholeCharacterInTwoEscapesIsNoFault() {
    assertThat(read("{\"prompt\":\"\\ud83e\\udd8a\"}").tree().path("prompt").asText())
        .isEqualTo("🦊");
  }

  @Test
  void aFieldGivenTwiceIsAFaultWhereverItStands() {
    assertThat(
            read("{\"a\":1,\"a\":1,\"b\":{\"c\":null,\"c\":2},\"d\":[{\"e\":1,\"\\u0065\":1}]}")
                .faults())
        .extracting(Fault::path, Fault::message)
        .containsExactly(
            tuple("a", "is given twice: give it once"),
            tuple("b.c", "is given twice: give it once"),
            tuple("d[0].e", "is given twice: give it once"));
  }

  @Test
  void whatStandsBeforeAFaultAndBehindItIsRead() {
    var behind =
        read(
            """
        {"a":1e99999999999,"taskToken":"AQC/1"}""");
    var before =
        read(
            """
        {"taskToken":"AQC/1","notify":{"url":"x","prompt":"a fo""");

    assertThat(behind.tree())
        .hasToString(
            """
        {"taskToken":"AQC/1"}""");
    assertThat(before.tree())
        .hasToString(
            """
        {"taskToken":"AQC/1","notify":{"url":"x"}}""");
    assertThat(before.faults()).hasSize(1);
  }

  static Stream<byte[]> bytesThatAreNoText() {
    return Stream.of(
        new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'},
        new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // half a pair as bytes
        new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}, // U+0000 as Java writes it
        new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0},
        new byte[] {0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f},
        new byte[] {0},
        "\ufeff{}".getBytes(UTF_8),
        "{}".getBytes(StandardCharsets.UTF_16),
        "{}".getBytes(StandardCharsets.UTF_16LE),
        new byte[0]);
  }

  @ParameterizedTest
  @MethodSource("bytesThatAreNoText")
  void bytesThatAreNoTextAreAFaultOfTheWhole(byte[] bytes) {
    var document = StrictJson.read(bytes);

    assertThat(document.faults()).hasSize(1);
    assertThat(document.faults().getFirst().path()).isEmpty();
    assertThat(document.faults().getFirst().message()).startsWith("the event ").contains("UTF-8");
  }

  @Test
  void aHundredThousandFaultsAreFoundAtOnce() {
    var name = "n".repeat(100_000);
    var numbers = "1e999,".repeat(20_000);

    var faults = read("{\"" + name + "\":[" + numbers + "1]}").faults();

    assertThat(faults).hasSize(20_000);
    assertThat(faults).allSatisfy(fault -> assertThat(fault.path()).hasSizeLessThanOrEqualTo(200));
  }

  /** One of them in each of a batch's messages would fill a function's memory. */
  @Test
  void ofAHundredThousandFaultsTheFirstHaveTheirPlaceAndTheOthersAreCounted() {
    var faults = read("[" + "1e999,".repeat(100_000) + "1]").faults();

    assertThat(faults).hasSize(100_000);
    assertThat(faults.get(99).path()).isEqualTo("[99]");
    assertThat(faults.subList(100, 100_000)).allSatisfy(one -> assertThat(one.path()).isEmpty());
  }

  private static StrictJson.Document read(String json) {
    return StrictJson.read(json.getBytes(UTF_8));
  }
}

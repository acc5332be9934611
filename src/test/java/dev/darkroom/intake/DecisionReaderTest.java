package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.intake.BodyResult.Invalid;
import dev.darkroom.intake.BodyResult.TooLarge;
import dev.darkroom.intake.BodyResult.Understood;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"late\":null}", "{\"late\":\"keep\"}"})
  void lateImagesAreKeptUnlessTheCancelSaysOtherwise(String body) {
    assertThat(DecisionReader.cancel(bytes(body))).isEqualTo(new Understood<>(LateImages.KEEP));
  }

  @Test
  void lateImagesAreDroppedWhereTheCancelSaysSo() {
    assertThat(DecisionReader.cancel(bytes("{\"late\":\"drop\"}")))
        .isEqualTo(new Understood<>(LateImages.DROP));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"late\":\"throw\"} | late | must be \"keep\" or \"drop\"",
        "{\"late\":true} | late | must be a string",
        "{\"lat\":\"drop\"} | lat | is not a known field; did you mean late?",
        "[] | | the body must be a JSON object",
        "{\"late\":\"drop\",\"late\":\"keep\"} | late | "
      })
  void aCancelThatSaysSomethingElseDecidesNothing(String body, String path, String message) {
    var faults = faults(DecisionReader.cancel(bytes(body)));

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().path()).isEqualTo(path == null ? "" : path);
    assertThat(faults.getFirst().message()).contains(message == null ? "" : message);
  }

  @Test
  void anAttachNamesTheProvidersTask() {
    assertThat(resolution("{\"decision\":\"attach\",\"providerTaskId\":\"task-ä\"}"))
        .isEqualTo(new Understood<>(new Attach("task-ä")));
  }

  @Test
  void anAbandonNamesNothing() {
    assertThat(resolution("{\"decision\":\"abandon\"}")).isEqualTo(new Understood<>(new Abandon()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | decision | is missing",
        "{} | decision | is missing",
        "{\"decision\":\"resubmit\"} | decision | must be \"attach\" or \"abandon\"",
        "{\"decision\":\"attach\"} | providerTaskId | is missing",
        "{\"decision\":\"attach\",\"providerTaskId\":\" \"} | providerTaskId | is blank",
        "{\"decision\":\"attach\",\"providerTaskId\":7} | providerTaskId | must be a string",
        "{\"decision\":\"abandon\",\"providerTaskId\":\"t\"} | providerTaskId | leave it out",
        "{\"decision\":\"abandon\",\"why\":\"x\"} | why | is not a known field",
        "{\"decision\":\"abandon\"} {} | | the body goes on after its end",
        "{\"decision\": | | the body is not valid JSON"
      })
  void aResolutionThatSaysSomethingElseDecidesNothing(String body, String path, String message) {
    var faults = faults(resolution(body));

    assertThat(faults.getFirst().path()).isEqualTo(path == null ? "" : path);
    assertThat(faults.getFirst().message()).contains(message);
  }

  @Test
  void theProvidersIdIsBounded() {
    var longest = "x".repeat(512);

    assertThat(resolution("{\"decision\":\"attach\",\"providerTaskId\":\"" + longest + "\"}"))
        .isEqualTo(new Understood<>(new Attach(longest)));
    assertThat(
            faults(resolution("{\"decision\":\"attach\",\"providerTaskId\":\"" + longest + "x\"}")))
        .extracting(Fault::path)
        .containsExactly("providerTaskId");
  }

  /** An emoji is one character, and two of the units that a reference counts. */
  @Test
  void anIdThatNoReferenceCanHoldIsAFault() {
    var id = "🦊".repeat(257);

    assertThat(faults(resolution("{\"decision\":\"attach\",\"providerTaskId\":\"" + id + "\"}")))
        .extracting(Fault::path)
        .containsExactly("providerTaskId");
  }

  @Test
  void theBodyIsBounded() {
    var body = " ".repeat(SmallBody.MAX_BYTES) + "{}";

    assertThat(DecisionReader.cancel(bytes(body))).isEqualTo(new TooLarge<>(8192));
    assertThat(resolution(body)).isEqualTo(new TooLarge<>(8192));
  }

  @Test
  void bytesThatAreNoTextDecideNothing() {
    assertThat(faults(DecisionReader.cancel(new byte[] {(byte) 0xff}))).hasSize(1);
  }

  private static BodyResult<?> resolution(String body) {
    return DecisionReader.resolution(bytes(body));
  }

  private static List<Fault> faults(BodyResult<?> result) {
    return ((Invalid<?>) result).rejection().faults();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

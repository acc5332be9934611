package dev.darkroom.provider.evolink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.Outgoing;
import dev.darkroom.provider.Outgoing.Ready;
import dev.darkroom.provider.Outgoing.Unfit;
import dev.darkroom.task.Frame;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Picture;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolinkWireTest {
  private static final URI CALLBACK =
      URI.create("https://your-domain.com/webhooks/image-task-completed");

  @Test
  void theTextToImageExampleComesOutAsItStands() {
    assertThat(json(EvolinkExamples.textToImage())).isEqualTo(text("text-to-image"));
  }

  @Test
  void theWebSearchExampleComesOutAsItStands() {
    assertThat(json(EvolinkExamples.webSearch())).isEqualTo(text("web-search"));
  }

  @Test
  void everyFieldIsWrittenInTheDocumentsOrder() {
    var picture =
        new Picture(
            "generate 2 different images of this fox in snow",
            List.of(
                URI.create("https://example.com/image1.png"),
                URI.create("https://example.com/image2.png")),
            new Frame.Pixels(2560, 1440),
            2,
            Optional.empty(),
            Optional.of(OutputFormat.JPEG),
            Optional.empty(),
            Optional.of(true),
            Optional.of("standard"));

    var wire = EvolinkWire.of(EvolinkExamples.request(picture), Optional.of(CALLBACK));

    assertThat(wire).isEqualTo(new Ready(text("everything")));
  }

  @Test
  void nothingIsSaidThatWasNotAsked() {
    assertThat(json(EvolinkExamples.request(Picture.of("a fox").withWebSearch(Optional.of(false)))))
        .isEqualTo("{\"model\":\"doubao-seedream-5.0-lite\",\"prompt\":\"a fox\"}");
  }

  @Test
  void whatCannotBeSaidIsNotLeftOutSilently() {
    var seeded = EvolinkExamples.request(Picture.of("a fox").withSeed(Optional.of(7L)));
    var checked = EvolinkExamples.request(Picture.of("a fox").withSafetyChecker(Optional.of(true)));

    assertThat(EvolinkWire.of(seeded, Optional.empty())).isInstanceOf(Unfit.class);
    assertThat(EvolinkWire.of(checked, Optional.empty())).isInstanceOf(Unfit.class);
  }

  @Test
  void aCallbackAddressLongerThanTheDocumentAllowsIsNotSent() {
    var longest = URI.create("https://x/" + "a".repeat(2038));
    var longer = URI.create("https://x/" + "a".repeat(2039));

    assertThat(EvolinkWire.of(EvolinkExamples.textToImage(), Optional.of(longest)))
        .isInstanceOf(Ready.class);
    assertThat(EvolinkWire.of(EvolinkExamples.textToImage(), Optional.of(longer)))
        .isInstanceOf(Unfit.class);
  }

  @Test
  void rawOptionsAreAdded() throws JsonProcessingException {
    var wire = with("{\"watermark\":false,\"model_params\":{\"style\":null},\"strength\":0.50}");

    var sent = tree(((Ready) wire).json());

    assertThat(sent.at("/watermark").isBoolean()).isTrue();
    assertThat(sent.at("/model_params/style").isNull()).isTrue();
    assertThat(sent.at("/model_params/tools/0/type").asText()).isEqualTo("web_search");
    assertThat(((Ready) wire).json()).contains("0.50");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"gpt-image-2\"}|model",
        "{\"n\":15}|n",
        "{\"callback_url\":\"https://elsewhere\"}|callback_url",
        "{\"quality\":\"3K\"}|quality",
        "{\"model_params\":{\"tools\":[]}}|model_params.tools",
        "{\"model_params\":[]}|model_params"
      })
  void rawOptionsCannotChangeWhatTheEventSays(String options, String field) {
    assertThat(with(options))
        .isInstanceOfSatisfying(
            Unfit.class, unfit -> assertThat(unfit.why()).contains("set " + field + ":"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "1"})
  void rawOptionsAreAnObjectOrNotSent(String options) {
    assertThat(with(options)).isInstanceOf(Unfit.class);
  }

  private static Outgoing with(String options) {
    var search = EvolinkExamples.webSearch();
    var request = new ImageRequest(search.model(), search.picture(), Optional.of(options));
    return EvolinkWire.of(request, Optional.empty());
  }

  private static String json(ImageRequest request) {
    return ((Ready) EvolinkWire.of(request, Optional.empty())).json();
  }

  private static String text(String example) {
    var file = "/fixtures/evolink/request-" + example + ".json";
    try (var stream = EvolinkWireTest.class.getResourceAsStream(file)) {
      return new JsonMapper().readTree(stream).toString();
    } catch (IOException unreadable) {
      throw new AssertionError(file, unreadable);
    }
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new JsonMapper().readTree(json);
  }
}

package dev.darkroom.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.answer.DeliveriesAnswer.DeliveryAnswer;
import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.GenerationAnswer.ImageAnswer;
import dev.darkroom.answer.GenerationAnswer.MissingAnswer;
import dev.darkroom.answer.Problem;
import dev.darkroom.answer.RecheckAnswer.LettersAnswer;
import dev.darkroom.answer.SubmitAnswer;
import dev.darkroom.provider.Recovery.Evidence;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.Media;
import dev.darkroom.task.NotificationChannel;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutcomeType;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.PublicationReport;
import dev.darkroom.task.Resolution;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The words and the numbers of the OpenAPI document are those of the code. */
class OpenApiWordsTest {
  private static final JsonNode DOCUMENT = new Documents().openApi();
  private static final String EVENT = "/components/schemas/GenerationEvent/properties/";

  static Stream<Arguments> words() {
    return Stream.of(
        words("OutcomeType", OutcomeType.values(), OutcomeType::text),
        words(
            "OutcomeDelivery/properties/status",
            PublicationReport.Status.values(),
            PublicationReport.Status::text),
        words("CancelRequest/properties/late", LateImages.values(), LateImages::text),
        words("Offer/properties/media", Media.values(), Media::text),
        words("Offer/properties/operations/items", Operation.values(), Operation::text),
        words("Offer/properties/resolutions/items", Resolution.values(), Resolution::text),
        words("Offer/properties/outputFormats/items", OutputFormat.values(), OutputFormat::text),
        words("RecoveryFact/properties/evidence", Evidence.values(), OpenApiWordsTest::lower),
        words("GenerationEvent/properties/resolution", Resolution.values(), Resolution::text),
        words("GenerationEvent/properties/outputFormat", OutputFormat.values(), OutputFormat::text),
        words("GenerationEvent/properties/onLoss", OnLoss.values(), OpenApiWordsTest::lower));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("words")
  void everyWordIsOneOfTheCode(String place, List<String> expected) {
    assertThat(DOCUMENT.at("/components/schemas/" + place + "/enum").valueStream())
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theChannelsOfAReplayAreThoseOfTheCode() {
    var parameter =
        DOCUMENT.at(
            "/paths/~1v1~1generations~1{id}~1deliveries~1{channel}~1replay/post/parameters/1");

    assertThat(parameter.path("schema").path("enum").valueStream())
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(
            Stream.of(NotificationChannel.values()).map(NotificationChannel::text).toList());
  }

  @Test
  void theWebhookHasAnExampleOfEachOutcome() {
    var examples =
        DOCUMENT.at("/webhooks/outcome/post/requestBody/content/application~1json/examples");

    assertThat(examples.valueStream().map(example -> example.at("/value/type").asText()))
        .containsExactlyElementsOf(Stream.of(OutcomeType.values()).map(OutcomeType::text).toList());
  }

  @Test
  void everyWholeNumberHasAFormatThatHoldsIt() {
    var numbers =
        DOCUMENT.findParents("type").stream()
            .filter(schema -> schema.path("type").asText().equals("integer"))
            .toList();

    assertThat(numbers).hasSizeGreaterThan(20);
    for (var number : numbers) {
      assertThat(number.path("format").asText()).as("%s", number).isIn("int32", "int64");
      if (number.path("maximum").asLong() > Integer.MAX_VALUE) {
        assertThat(number.path("format").asText()).as("%s", number).isEqualTo("int64");
      }
    }
  }

  static Map<String, Class<? extends Record>> answers() {
    return Map.of(
        "SubmitAnswer", SubmitAnswer.class,
        "Generation", GenerationAnswer.class,
        "StoredImage", ImageAnswer.class,
        "MissingImage", MissingAnswer.class,
        "OutcomeDelivery", DeliveryAnswer.class,
        "RecheckAnswer/properties/deadLetters", LettersAnswer.class,
        "Problem", Problem.class);
  }

  @Test
  void everyNumberOfAnAnswerIsAsWideAsInTheCode() {
    answers()
        .forEach(
            (schema, answer) -> {
              for (var component : answer.getRecordComponents()) {
                var place = schema + "/properties/" + component.getName() + "/format";
                format(component)
                    .forEach(
                        format ->
                            assertThat(DOCUMENT.at("/components/schemas/" + place).asText())
                                .as(place)
                                .isEqualTo(format));
              }
            });
  }

  /** Generators make a field with a default a required one. */
  @Test
  void noFieldHasADefault() {
    assertThat(DOCUMENT.findValues("default")).isEmpty();
    assertThat(DOCUMENT.at(EVENT + "count").isObject()).isTrue();
  }

  private static Stream<String> format(RecordComponent component) {
    return switch (component.getGenericType().getTypeName()) {
      case "int", "java.util.OptionalInt", "java.util.Optional<java.lang.Integer>" ->
          Stream.of("int32");
      case "long", "java.util.OptionalLong", "java.util.Optional<java.lang.Long>" ->
          Stream.of("int64");
      default -> Stream.empty();
    };
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static <W> Arguments words(String place, W[] values, Function<W, String> text) {
    return Arguments.of(place, Arrays.stream(values).map(text).toList());
  }
}

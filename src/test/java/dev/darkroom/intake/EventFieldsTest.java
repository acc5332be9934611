package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Problem;
import dev.darkroom.link.S3Link;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Resolution;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of fields in the contract, line by line: what is taken, and what is refused where. */
class EventFieldsTest {
  private final Chain chain = Chain.with(new FakeProvider(Examples.ACME));

  @Test
  void onlyModelAndPromptAreNeeded() {
    var request = read("");

    assertThat(request.spec()).isEqualTo(Examples.request().spec());
    assertThat(request.preference()).isEqualTo(Preference.NONE);
    assertThat(request.delivery()).isEqualTo(DeliveryOptions.DEFAULT);
  }

  @Test
  void everyFieldArrivesWhereItBelongs() {
    var request =
        read(
            """
            , "id": "order-9", "provider": "acme", "fallback": ["bolt", "core"],
            "images": ["https://example.com/a.png?x=1"], "aspectRatio": "widescreen_16_9",
            "resolution": "3K", "count": 2, "seed": 9007199254740993, "outputFormat": "png",
            "safetyChecker": false, "webSearch": true, "promptOptimization": "standard",
            "onLoss": "adapt", "maxCost": {"amount": 0.50, "unit": "USD", "ifUnknown": "allow"},
            "providerOptions": {"acme": {"quality": "high", "n": [1, 2.25]}},
            "deadlineSeconds": 60, "taskToken": "AQC/x+y=",
            "notify": {"url": "https://example.com/done", "events": ["failed"]},
            "metadata": {"customer": "Müller"}
            """);

    assertThat(request.id()).hasToString("order-9");
    assertThat(request.spec().operation()).isEqualTo(Operation.EDIT);
    assertThat(request.spec().images())
        .containsExactly(URI.create("https://example.com/a.png?x=1"));
    assertThat(request.spec().dimensions())
        .isEqualTo(new Dimensions.Ratio(new AspectRatio("16:9"), Optional.of(Resolution.K3)));
    assertThat(request.spec().count()).isEqualTo(2);
    assertThat(request.spec().seed()).contains(9_007_199_254_740_993L);
    assertThat(request.spec().outputFormat()).contains(OutputFormat.PNG);
    assertThat(request.spec().safetyChecker()).contains(false);
    assertThat(request.spec().webSearch()).contains(true);
    assertThat(request.spec().promptOptimization()).contains("standard");
    assertThat(request.preference())
        .isEqualTo(
            new Preference(
                Optional.of(Examples.ACME),
                List.of(Examples.BOLT, new ProviderId("core")),
                OnLoss.ADAPT,
                Map.of(
                    Examples.ACME,
                    """
                    {"n":[1,2.25],"quality":"high"}"""),
                Optional.of(
                    new CostCap(
                        new Cost(new BigDecimal("0.5"), "USD"), /* allowsUnknown= */ true))));
    assertThat(request.delivery())
        .isEqualTo(
            new DeliveryOptions(
                Duration.ofSeconds(60),
                Optional.of("AQC/x+y="),
                Optional.of(
                    new NotifyTarget(URI.create("https://example.com/done"), List.of("failed"))),
                Map.of("customer", "Müller")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"count\": 1",
        "\"count\": 15",
        "\"seed\": 0",
        "\"seed\": 9223372036854775807",
        "\"outputFormat\": \"jpeg\"",
        "\"aspectRatio\": \"auto\"",
        "\"aspectRatio\": \"1:1\"",
        "\"aspectRatio\": \"1:1\", \"resolution\": \"1K\"",
        "\"width\": 1, \"height\": 1",
        "\"width\": 1920, \"height\": 1080",
        "\"images\": []",
        "\"fallback\": []",
        "\"deadlineSeconds\": 60",
        "\"deadlineSeconds\": 86400",
        "\"onLoss\": \"reject\"",
        "\"notify\": {\"url\": \"https://example.com/done\"}",
        "\"metadata\": {}",
        "\"providerOptions\": {}",
        "\"providerOptions\": {\"evolink\": {}}"
      })
  void theBoundsThemselvesAreTaken(String fields) {
    assertThat(read(", " + fields)).isNotNull();
  }

  @Test
  void theLongestTextsAreTaken() {
    assertThat(read(", \"id\": \"" + "x".repeat(255) + "\"").id().value()).hasSize(255);
    assertThat(read(", \"taskToken\": \"" + "x".repeat(2048) + "\"").delivery().taskToken().get())
        .hasSize(2048);
    assertThat(read(", \"metadata\": " + pairs(16)).delivery().metadata()).hasSize(16);
    assertThat(read(", \"notify\": {\"url\": \"https://a.example/" + "x".repeat(2030) + "\"}"))
        .isNotNull();
  }

  @Test
  void aFoxIsOneCharacterNotTwo() {
    assertThat(read(", \"taskToken\": \"" + "🦊".repeat(2048) + "\"").delivery().taskToken())
        .isPresent();
    assertThat(faults(event(", \"metadata\": {\"x\": \"" + "🦊".repeat(1025) + "\"}")).getFirst())
        .extracting(Fault::message)
        .isEqualTo("is 1025 characters long; at most 1024");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "provider",
        "fallback",
        "images",
        "aspectRatio",
        "resolution",
        "width",
        "height",
        "count",
        "seed",
        "outputFormat",
        "safetyChecker",
        "webSearch",
        "promptOptimization",
        "onLoss",
        "maxCost",
        "providerOptions",
        "deadlineSeconds",
        "taskToken",
        "notify",
        "metadata"
      })
  void nullCountsAsAbsent(String field) {
    var request = read(", \"" + field + "\": null");

    assertThat(request.spec()).isEqualTo(Examples.request().spec());
    assertThat(request.preference()).isEqualTo(Preference.NONE);
    assertThat(request.delivery()).isEqualTo(DeliveryOptions.DEFAULT);
  }

  @ParameterizedTest(name = "{1} is a fault at {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id                  | \"id\": \"two words\"",
        "id                  | \"id\": \"\"",
        "id                  | \"id\": 7",
        "id                  | \"id\": \"ümlaut\"",
        "provider            | \"provider\": \"Not A Name\"",
        "provider            | \"provider\": [\"acme\"]",
        "fallback            | \"fallback\": \"acme\"",
        "fallback[1]         | \"fallback\": [\"acme\", \"N\"]",
        "fallback[0]         | \"fallback\": [7]",
        "images              | \"images\": \"https://example.com/a.png\"",
        "images[1]           | \"images\": [\"https://example.com/a.png\", \"http://example.com/b.png\"]",
        "images[0]           | \"images\": [\"https://user@example.com/a.png\"]",
        "images[0]           | \"images\": [\"https://user:word@example.com/a.png\"]",
        "images[0]           | \"images\": [\"https://example.com/a.png#part\"]",
        "images[0]           | \"images\": [\"s3://bucket\"]",
        "images[0]           | \"images\": [\"s3://bucket/\"]",
        "images[0]           | \"images\": [\"s3://Bucket/key.png\"]",
        "images[0]           | \"images\": [\"s3://bucket/a/../key.png\"]",
        "images[0]           | \"images\": [\"S3://bucket/key.png\"]",
        "images[0]           | \"images\": [\"file:///etc/passwd\"]",
        "images[0]           | \"images\": [\"data:image/png;base64,AAAA\"]",
        "images[0]           | \"images\": [\"https:///a.png\"]",
        "images[0]           | \"images\": [\"//example.com/a.png\"]",
        "images[0]           | \"images\": [\"https://example.com/a b.png\"]",
        "images[0]           | \"images\": [null]",
        "images[0]           | \"images\": [{}]",
        "aspectRatio         | \"aspectRatio\": \"16/9\"",
        "aspectRatio         | \"aspectRatio\": 1.78",
        "resolution          | \"aspectRatio\": \"1:1\", \"resolution\": \"5K\"",
        "resolution          | \"aspectRatio\": \"1:1\", \"resolution\": \"2k\"",
        "resolution          | \"aspectRatio\": \"1:1\", \"resolution\": 2",
        "aspectRatio         | \"resolution\": \"2K\"",
        "width               | \"width\": 10, \"height\": 10, \"aspectRatio\": \"1:1\"",
        "width               | \"width\": 10, \"height\": 10, \"resolution\": \"2K\"",
        "height              | \"height\": 10, \"aspectRatio\": \"1:1\"",
        "height              | \"width\": 10",
        "width               | \"height\": 10",
        "width               | \"width\": 0, \"height\": 10",
        "height              | \"width\": 10, \"height\": -1",
        "width               | \"width\": 65537, \"height\": 10",
        "width               | \"width\": \"10\", \"height\": 10",
        "width               | \"width\": 10.0, \"height\": 10",
        "count               | \"count\": 0",
        "count               | \"count\": 16",
        "count               | \"count\": -1",
        "count               | \"count\": \"1\"",
        "count               | \"count\": 1.0",
        "count               | \"count\": 1e0",
        "count               | \"count\": true",
        "count               | \"count\": [1]",
        "count               | \"count\": 99999999999999999999999",
        "seed                | \"seed\": -1",
        "seed                | \"seed\": 1.5",
        "seed                | \"seed\": 9223372036854775808",
        "outputFormat        | \"outputFormat\": \"webp\"",
        "outputFormat        | \"outputFormat\": \"PNG\"",
        "outputFormat        | \"outputFormat\": \"\"",
        "safetyChecker       | \"safetyChecker\": \"true\"",
        "safetyChecker       | \"safetyChecker\": 1",
        "webSearch           | \"webSearch\": \"false\"",
        "webSearch           | \"webSearch\": 0",
        "promptOptimization  | \"promptOptimization\": \"fast\"",
        "promptOptimization  | \"promptOptimization\": true",
        "onLoss              | \"onLoss\": \"ignore\"",
        "providerOptions     | \"providerOptions\": []",
        "providerOptions.N   | \"providerOptions\": {\"N\": {}}",
        "providerOptions.Acme | \"providerOptions\": {\"acme\": {}, \"Acme\": {}}",
        "providerOptions.evolink | \"providerOptions\": {\"evolink\": \"high\"}",
        "deadlineSeconds     | \"deadlineSeconds\": 59",
        "deadlineSeconds     | \"deadlineSeconds\": 86401",
        "deadlineSeconds     | \"deadlineSeconds\": \"PT1H\"",
        "taskToken           | \"taskToken\": 7",
        "notify              | \"notify\": \"https://example.com/done\"",
        "notify.url          | \"notify\": {}",
        "notify.url          | \"notify\": {\"url\": null}",
        "notify.url          | \"notify\": {\"url\": \"ftp://example.com/done\"}",
        "notify.url          | \"notify\": {\"url\": \"https://me@example.com/done\"}",
        "notify.events[1]    | \"notify\": {\"url\": \"https://example.com/\", \"events\": [\"failed\", \"started\"]}",
        "notify.events       | \"notify\": {\"url\": \"https://example.com/\", \"events\": \"failed\"}",
        "notify.uri          | \"notify\": {\"url\": \"https://example.com/\", \"uri\": \"x\"}",
        "metadata            | \"metadata\": [\"a\"]",
        "metadata.x          | \"metadata\": {\"a\": \"1\", \"x\": 2}",
        "metadata.x          | \"metadata\": {\"x\": {\"y\": \"z\"}}",
        "promt               | \"promt\": \"a red fox\"",
        "Count               | \"Count\": 1",
        "aspect_ratio        | \"aspect_ratio\": \"1:1\""
      })
  void aFieldThatBreaksItsRuleIsRefusedByItsPath(String path, String fields) {
    assertThat(faults(event(", " + fields))).extracting(Fault::path).containsExactly(path);
  }

  @ParameterizedTest
  @CsvSource({"id, 256", "id, 300", "taskToken, 2049", "provider, 300", "aspectRatio, 300"})
  void aTextThatIsTooLongIsRefusedByItsPath(String field, int length) {
    var faults = faults(event(", \"" + field + "\": \"" + "x".repeat(length) + "\""));

    assertThat(faults).extracting(Fault::path).containsExactly(field);
  }

  @Test
  void aListThatIsTooLongIsRefusedByItsPath() {
    assertThat(faults(event(", \"metadata\": " + pairs(17))))
        .extracting(Fault::path)
        .containsExactly("metadata");
    assertThat(faults(event(", \"metadata\": {\"x\": \"" + "y".repeat(1025) + "\"}")))
        .extracting(Fault::path)
        .containsExactly("metadata.x");
  }

  @ParameterizedTest(name = "{1} is a fault at {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "model  | {\"prompt\": \"a red fox\"}",
        "model  | {\"model\": \"\", \"prompt\": \"a red fox\"}",
        "model  | {\"model\": \"  \", \"prompt\": \"a red fox\"}",
        "model  | {\"model\": null, \"prompt\": \"a red fox\"}",
        "model  | {\"model\": 5, \"prompt\": \"a red fox\"}",
        "prompt | {\"model\": \"z-image\"}",
        "prompt | {\"model\": \"z-image\", \"prompt\": \"\"}",
        "prompt | {\"model\": \"z-image\", \"prompt\": \" \\n\"}",
        "prompt | {\"model\": \"z-image\", \"prompt\": null}",
        "prompt | {\"model\": \"z-image\", \"prompt\": [\"fox\"]}"
      })
  void aModelAndAPromptThereMustBe(String path, String event) {
    assertThat(faults(event)).extracting(Fault::path).containsExactly(path);
  }

  @Test
  void anUnknownFieldNamesTheKnownOnes() {
    var faults = faults(event(", \"guidance\": 7, \"lora\": 7"));

    assertThat(faults.getFirst().message())
        .contains("known are", "aspectRatio", "prompt", "webSearch");
    assertThat(faults.getLast().message()).isEqualTo("is not a known field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\t\\n"})
  void aBlankTokenThatCouldNotBeHandedBackIsRefused(String token) {
    assertThat(faults(event(", \"taskToken\": \"" + token + "\"")))
        .containsExactly(
            new Fault(
                "taskToken", "is blank: give the token of the state that waits, or leave it out"));
    EventForm.assertRefusedByBothAt(
        "taskToken", TestingEvents.object(event(", \"taskToken\": \"" + token + "\"")));
  }

  @Test
  void aMisspeltFieldNamesTheNearest() {
    var faults = faults(event(", \"metdata\": {}, \"maxcost\": {\"amount\": 1}"));

    assertThat(faults)
        .containsExactly(
            new Fault("metdata", "is not a known field; did you mean metadata?"),
            new Fault("maxcost", "is not a known field; did you mean maxCost?"));
  }

  @Test
  void aMisspeltFieldComesBeforeTheOneThatIsMissing() {
    var faults = faults("{\"modle\": \"z-image\", \"notify\": {\"uri\": \"https://a.example\"}}");

    assertThat(faults)
        .extracting(Fault::path)
        .containsExactly("modle", "model", "prompt", "notify.uri", "notify.url");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n               | here it is count",
        "num_images      | here it is count",
        "num_outputs     | here it is count",
        "max_images      | here it is count",
        "size            | give width and height, or aspectRatio and resolution",
        "aspect_ratio    | here it is aspectRatio",
        "output_format   | here it is outputFormat",
        "image_url       | here it is images",
        "image_urls      | here it is images",
        "webhook         | here it is notify",
        "webhook_url     | here it is notify",
        "callback_url    | here it is notify",
        "negative_prompt | there is no such field; say in prompt",
        "background      | there is no such field; say in prompt",
        "style           | there is no such field; say in prompt",
        "mask            | there is no such field; say in prompt what to change",
        "input           | give what is in it beside model",
        "version         | here it is model",
        "webhookUrl      | here it is notify",
        "webhook_events_filter | here it is events of notify",
        "start_image     | here it is images",
        "disable_safety_checker | here it is safetyChecker",
        "idempotencyKey  | here it is id",
        "request_id      | here it is id",
        "external_id     | here it is id",
        "user            | here it is a pair of metadata",
        "end_user_id     | here it is a pair of metadata",
        "tags            | here it is a pair of metadata",
        "wait            | ask for it with the header Prefer: wait=20",
        "sync_mode       | ask for it with the header Prefer: wait=20",
        "stream          | nothing is streamed; wait with the header Prefer: wait=20",
        "response_format | the answer has links",
        "strength        | there is no such field; providerOptions",
        "output_quality  | there is no such field; providerOptions",
        "safety_tolerance | there is no such field; providerOptions",
        "megapixels      | give width and height"
      })
  void aFieldOfAnotherApiNamesOurs(String field, String meaning) {
    var faults = faults(event(", \"" + field + "\": 1"));

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().message()).startsWith("is not a known field: " + meaning);
  }

  @Test
  void aNumberOrAFlagInQuotesIsToldToLeaveThemOut() {
    var faults = faults(event(", \"count\": \"2\", \"seed\": 1.0, \"webSearch\": \"true\""));

    assertThat(faults)
        .extracting(Fault::message)
        .containsExactlyInAnyOrder(
            "must be a whole number from 1 to 15, without quotes or decimal point",
            "must be a whole number of at least 0, without quotes or decimal point",
            "must be true or false, without quotes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png;base64,AAAA", "fox.png", "http://a.example/fox.png"})
  void aPictureThatIsNoReferenceIsToldHowItBecomesOne(String picture) {
    var faults = faults(event(", \"images\": [\"" + picture + "\"]"));

    assertThat(faults).extracting(Fault::path).containsExactly("images[0]");
    assertThat(faults.getFirst().message())
        .startsWith("must be an https:// link to an image")
        .endsWith("; POST /v1/uploads makes one of a picture of your own");
  }

  @Test
  void anotherTypeInThePlaceOfAnObjectOrAListIsToldTheForm() {
    var faults =
        faults(
            event(
                ", \"notify\": \"https://a.example\", \"maxCost\": 0.1, \"metadata\": [],"
                    + " \"providerOptions\": {\"fal\": 1}, \"fallback\": \"fal\""));

    assertThat(faults)
        .containsExactlyInAnyOrder(
            new Fault("notify", "must be an object, such as {\"url\": \"https://…\"}"),
            new Fault("maxCost", "must be an object, such as {\"amount\": 0.1, \"unit\": \"USD\"}"),
            new Fault("metadata", "must be an object, such as {\"order\": \"4711\"}"),
            new Fault(
                "providerOptions.fal", "must be an object: the fields for that provider alone"),
            new Fault(
                "fallback", "must be a list: write [ ] around it, also where it is one entry"));
  }

  @Test
  void aReferenceInABucketIsKeptAsItIsGiven() {
    var request = read(", \"images\": [\"s3://bucket/my fox 50%.png\"]");

    assertThat(request.spec().images())
        .containsExactly(new S3Link("bucket", "my fox 50%.png").uri());
  }

  @Test
  void aMalformedReferenceIsRefusedWithTheAllowedForms() {
    var faults = faults(event(", \"images\": [\"s3://Bucket/key.png\"]"));

    assertThat(faults.getFirst().message()).contains("https://", "s3://bucket/key", "3 to 63");
  }

  @Test
  void allFaultsAreNamedAtOnce() {
    var faults =
        faults(
            """
            {"id": "two words", "prompt": " ", "images": ["ftp://x/y", "https://ok.example/z", 3],
             "width": 10, "resolution": "9K", "count": "1", "seed": -1, "colour": "red",
             "notify": {"url": "nowhere", "event": []}, "metadata": {"x": 1}}
            """);

    assertThat(faults)
        .extracting(Fault::path)
        .containsExactlyInAnyOrder(
            "id",
            "model",
            "prompt",
            "resolution",
            "width",
            "images[0]",
            "images[2]",
            "count",
            "seed",
            "notify.url",
            "notify.event",
            "metadata.x",
            "colour");
  }

  /** Read without being routed: what a provider can honour is another step's question. */
  private static GenerationRequest read(String moreFields) {
    var reader = new EventReader(TestingEvents.object(event(moreFields)));
    var request = reader.read(Optional.empty(), Examples.request().id());
    assertThat(reader.faults()).isEmpty();
    return request.orElseThrow();
  }

  /** Refused through the whole chain, with nothing spent and nothing written. */
  private List<Fault> faults(String event) {
    var result = chain.pipeline().submit(Event.plain(event.getBytes(UTF_8)));

    assertThat(result).isNotInstanceOf(Started.class).isInstanceOf(Rejected.class);
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.tasks()).isEmpty();
    var problem = Problem.of(((Rejected) result).rejection());
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
    return problem.errors();
  }

  private static String event(String moreFields) {
    return "{\"model\": \"seedream-5.0-lite\", \"prompt\": \"a red fox\"" + moreFields + "}";
  }

  private static String pairs(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> "\"key" + index + "\": \"value\"")
        .collect(Collectors.joining(", ", "{", "}"));
  }
}

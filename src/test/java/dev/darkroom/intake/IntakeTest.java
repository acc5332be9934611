package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.answer.Problem;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeTest {
  private static final String GOOD =
      """
          {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox"}""";
  private static final String WITHOUT_ID =
      """
          {"model":"seedream-5.0-lite","prompt":"a red fox"}""";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final Chain chain = Chain.with(acme);
  private final SubmitPipeline pipeline = chain.pipeline();

  @Test
  void aGoodEventBecomesATask() {
    var result = pipeline.submit(plain(GOOD));

    assertThat(started(result).request()).isEqualTo(Examples.request("order-1"));
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a red fox",
        "null",
        "[]",
        """
            [{"model":"z-image","prompt":"fox"}]""",
        "\"text\"",
        "42",
        "{",
        """
            {"model":"z-image","prompt":"fox"} {}""",
        """
            {"model":"z-image","prompt":"fox"}garbage""",
        """
            {"model":"z-image","prompt":"fox",}""",
        "{'model':'z-image'}",
        """
            {"model":"z-image","prompt":NaN}"""
      })
  void whatIsNoSingleJsonObjectIsRefusedAsAWhole(String body) {
    var problem = refused(pipeline.submit(plain(body)));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.code()).isEqualTo("invalid_request");
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("");
    assertNothingHappened();
  }

  @Test
  void aRequestWithATokenAndAnAddressIsTaken() {
    var task =
        started(
            pipeline.submit(
                plain(
                    with(
                        "\"taskToken\": \"AQC/x+y=\", \"notify\": {\"url\":"
                            + " \"https://example.com/done\"}"))));

    assertThat(task.tokens()).containsExactly("AQC/x+y=");
    assertThat(task.request().delivery().notifyTarget()).isPresent();
    assertThat(chain.tokens().calls()).isEmpty();
  }

  @Test
  void anAddressThatLeadsInsideIsRefusedBeforeAnythingIsSpent() {
    var problem =
        refused(pipeline.submit(plain(with("\"notify\": {\"url\": \"https://10.0.0.1/done\"}"))));

    assertThat(problem.errors())
        .containsExactly(
            new Fault("notify.url", "the link leads to an address that is not public"));
    assertNothingHappened();
  }

  @Test
  void aPlainWebhookIsRefusedBeforeAnythingIsSpent() {
    var problem =
        refused(pipeline.submit(plain(with("\"notify\": {\"url\": \"http://example.com/done\"}"))));

    assertThat(problem.errors()).containsExactly(new Fault("notify.url", "the link is not https"));
    assertNothingHappened();
  }

  @Test
  void withoutASecretAnAddressIsRefusedAndTheCallerIsToldNoVariable() {
    var silent = chain.pipeline(TestingNotify.silent());

    var problem =
        refused(silent.submit(plain(with("\"notify\": {\"url\": \"https://example.com/done\"}"))));

    assertThat(problem.errors()).extracting(Fault::path).containsExactly("notify");
    assertThat(problem.detail()).contains("no secret", "Leave it out").doesNotContain("DARKROOM_");
    assertNothingHappened();
  }

  @Test
  void aRefusalFailsAReadableTokenAtOnceWhateverCarriedIt() {
    var wrong =
        """
        {"taskToken": "AQC/1", "model": 7, "id": "order-1"}""";

    pipeline.submit(plain(wrong));
    pipeline.submitUnattended(plain(wrong.replace("AQC/1", "AQC/2")).from("sqs"));

    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1", "AQC/2");
    assertThat(chain.tokens().calls())
        .allSatisfy(
            call -> {
              assertThat(call.error()).isEqualTo("invalid_request");
              assertThat(call.text()).startsWith("model: must be a string");
            });
    assertNothingHappened();
  }

  @Test
  void whatNobodyCanHonourFailsTheToken() {
    pipeline.submit(plain(with("\"taskToken\": \"AQC/1\", \"aspectRatio\": \"2:3\"")));

    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::error)
        .containsExactly("not_honourable");
  }

  @Test
  void anotherRequestUnderTheSameIdFailsItsOwnTokenAndNoOther() {
    pipeline.submit(plain(with("\"taskToken\": \"AQC/1\"")));

    pipeline.submit(plain(with("\"taskToken\": \"AQC/2\"").replace("red", "grey")));

    assertThat(chain.tokens().calls()).hasSize(1);
    assertThat(chain.tokens().calls().getFirst().token()).isEqualTo("AQC/2");
    assertThat(chain.tokens().calls().getFirst().error()).isEqualTo("idempotency_mismatch");
  }

  @Test
  void aRefusalThatStepFunctionsDoesNotTakeIsRetried() {
    var wrong =
        plain(
            """
        {"taskToken": "AQC/1"}""");
    chain.tokens().goDown();
    assertThatThrownBy(() -> pipeline.submitUnattended(wrong.from("sqs")))
        .isInstanceOf(IllegalStateException.class);
    chain.tokens().comeBack();

    pipeline.submitUnattended(wrong.from("sqs"));

    assertThat(chain.tokens().calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage AQC/1",
        """
            ["AQC/1"]""",
        """
            {"taskToken": 7}""",
        """
            {"taskToken": " "}""",
        """
            {"taskToken": null}"""
      })
  void withoutAReadableTokenNobodyIsNotified(String body) {
    pipeline.submit(plain(body));

    assertThat(chain.tokens().calls()).isEmpty();
  }

  @Test
  void aBlankTokenIsHandedBackByNoRefusal() {
    pipeline.submit(plain(with("\"taskToken\": \" \", \"aspectRatio\": \"2:3\"")));

    assertThat(chain.tokens().calls()).isEmpty();
  }

  @Test
  void theCarriersTraceIsKeptWithTheTaskAndIsNotPartOfTheRequest() {
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    var first = pipeline.submit(plain(GOOD).tracedBy(Optional.of(trace)));
    var again = pipeline.submit(plain(GOOD).tracedBy(Optional.of("00-nonsense")));

    assertThat(started(first).trace().orElseThrow().value()).isEqualTo(trace);
    assertThat(again).isInstanceOf(Repeated.class);
  }

  @Test
  void bytesThatAreNoTextAreNotJsonEither() {
    var notUtf8 = new byte[] {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    var notUtf32 = new byte[] {0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f};

    assertThat(refused(pipeline.submit(Event.plain(notUtf8))).status()).isEqualTo(400);
    assertThat(refused(pipeline.submit(Event.plain(notUtf32))).status()).isEqualTo(400);
    assertNothingHappened();
  }

  @Test
  void whatIsWrongInAPromptIsNotRepeatedInTheAnswer() {
    var problem =
        refused(
            pipeline.submit(
                plain(
                    """
        {"prompt":"my secret plan""")));

    assertThat(problem.toString()).doesNotContain("secret");
  }

  @Test
  void anEventNestedTooDeeplyIsRefusedAsAWhole() {
    var problem = refused(pipeline.submit(plain("[".repeat(20_000))));

    assertThat(problem.status()).isEqualTo(400);
  }

  @Test
  void anEventAbove256KibIsRefusedUnread() {
    var tooLarge = refused(pipeline.submit(Event.plain(new byte[256 * 1024 + 1])));
    var largest = refused(pipeline.submit(Event.plain(new byte[256 * 1024])));

    assertThat(tooLarge.status()).isEqualTo(413);
    assertThat(tooLarge.code()).isEqualTo("event_too_large");
    assertThat(largest.status()).isEqualTo(400);
    assertNothingHappened();
  }

  @Test
  void theHeaderIsTheSameThingAsTheId() {
    var byHeader =
        pipeline.submit(new Event(bytes(WITHOUT_ID), Optional.of("order-1"), Optional.empty()));
    var byField = pipeline.submit(plain(GOOD));
    var byBoth = pipeline.submit(new Event(bytes(GOOD), Optional.of("order-1"), Optional.empty()));

    assertThat(started(byHeader).request().id()).isEqualTo(new RequestId("order-1"));
    assertThat(byField).isInstanceOf(Repeated.class);
    assertThat(byBoth).isInstanceOf(Repeated.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void aHeaderThatDiffersFromTheIdIsAFault() {
    var problem =
        refused(pipeline.submit(new Event(bytes(GOOD), Optional.of("order-2"), Optional.empty())));

    assertThat(problem.errors()).extracting(Fault::path).containsExactly("id");
    assertThat(problem.detail()).contains("Idempotency-Key");
    assertNothingHappened();
  }

  @Test
  void aHeaderThatIsNoIdIsAFaultOfTheHeader() {
    var problem =
        refused(
            pipeline.submit(
                new Event(bytes(WITHOUT_ID), Optional.of("two words"), Optional.empty())));

    assertThat(problem.errors()).extracting(Fault::path).containsExactly("Idempotency-Key");
    assertNothingHappened();
  }

  @Test
  void theCarriersIdCountsOnlyIfTheEventNamesNone() {
    var carrier = new RequestId("message-1");

    var unnamed = pipeline.submit(Event.carried(bytes(WITHOUT_ID), carrier));
    var named = pipeline.submit(Event.carried(bytes(GOOD), carrier));

    assertThat(started(unnamed).request().id()).isEqualTo(carrier);
    assertThat(started(named).request().id()).isEqualTo(new RequestId("order-1"));
  }

  @Test
  void anEventWithoutAnyIdGetsAUuidOfVersion7() {
    var first = started(pipeline.submit(plain(WITHOUT_ID))).request().id();
    var second = started(pipeline.submit(plain(WITHOUT_ID))).request().id();

    assertThat(UUID.fromString(first.value()).version()).isEqualTo(7);
    assertThat(UUID.fromString(first.value()).variant()).isEqualTo(2);
    assertThat(UUID.fromString(first.value()).getMostSignificantBits() >>> 16)
        .isEqualTo(Examples.NOW.toEpochMilli());
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void anotherRequestUnderAnIdInUseIsAMismatch() {
    pipeline.submit(plain(GOOD));

    var problem = refused(pipeline.submit(plain(GOOD.replace("fox", "hare"))));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("idempotency_mismatch");
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void theSameRequestInOtherWordsIsTheSameRequest() {
    pipeline.submit(plain(GOOD));

    var result =
        pipeline.submit(
            plain(
                "{\"prompt\":\"a red \\u0066ox\",\"count\":1,\"onLoss\":\"reject\","
                    + "\"deadlineSeconds\":1800,\"seed\":null,"
                    + "\"model\":\"seedream-5.0-lite\",\"id\":\"order-1\"}"));

    assertThat(result).isInstanceOf(Repeated.class);
    assertThat(acme.submitCount()).isEqualTo(1);
  }

  @Test
  void anUnattendedRefusalIsKeptUnderTheEventsOwnId() {
    pipeline.submitUnattended(
        Event.carried(
                bytes(
                    """
                {"id":"order-7","model":"z-image"}"""),
                new RequestId("message-1"))
            .from("sqs"));

    assertThat(refusal("message-1")).isEmpty();
    assertThat(refusal("order-7"))
        .hasValueSatisfying(
            kept -> {
              assertThat(kept.source()).isEqualTo("sqs");
              assertThat(kept.code()).isEqualTo("invalid_request");
              assertThat(kept.faults()).extracting(Fault::path).containsExactly("prompt");
              assertThat(kept.at()).isEqualTo(Examples.NOW);
            });
    assertNothingHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage",
        "{}",
        """
      {"id":7}""",
        """
      {"id":"two words"}""",
        "[]"
      })
  void anUnattendedRefusalWithoutAReadableIdIsKeptUnderItsCarriersId(String body) {
    pipeline.submitUnattended(Event.carried(bytes(body), new RequestId("message-1")).from("sqs"));

    assertThat(refusal("message-1")).isPresent();
    assertNothingHappened();
  }

  @Test
  void anUnattendedEventThatIsTooLargeIsKeptUnderItsCarriersId() {
    pipeline.submitUnattended(
        Event.carried(new byte[256 * 1024 + 1], new RequestId("message-1")).from("sqs"));

    assertThat(refusal("message-1"))
        .hasValueSatisfying(kept -> assertThat(kept.code()).isEqualTo("event_too_large"));
  }

  @Test
  void aRefusalLeavesTheIdFree() {
    pipeline.submitUnattended(
        plain(
                """
        {"id":"order-1"}""")
            .from("sqs"));

    var result = pipeline.submitUnattended(plain(GOOD).from("sqs"));

    assertThat(result).isInstanceOf(Started.class);
  }

  @Test
  void anAttendedRefusalIsNotKept() {
    pipeline.submit(
        plain(
            """
        {"id":"order-1"}"""));

    assertThat(refusal("order-1")).isEmpty();
  }

  private Optional<Refusal> refusal(String id) {
    return chain.store().findRefusal(TaskId.of(new RequestId(id)));
  }

  private void assertNothingHappened() {
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.tasks()).isEmpty();
    assertThat(chain.queue().entries()).isEmpty();
  }

  private static String with(String fields) {
    return GOOD.substring(0, GOOD.length() - 1) + ", " + fields + "}";
  }

  private static Event plain(String body) {
    return Event.plain(bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static Task started(SubmissionResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).task();
  }

  private static Problem refused(SubmissionResult result) {
    assertThat(result).isInstanceOf(Rejected.class);
    return Problem.of(((Rejected) result).rejection());
  }
}

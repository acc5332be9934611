package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.darkroom.answer.Problem;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.notification.TestingTokens;
import dev.darkroom.pipeline.SubmitPipeline;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.Rejected;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No input makes an event endless: what is refused is kept, told, bounded and done with. */
class RefusalTest {
  private static final String TASK_ID = TaskId.of(new RequestId("order-1")).value();
  private static final RequestId CARRIER = new RequestId("message-1");
  private static final String GOOD =
      """
          {"id":"order-1","model":"seedream-5.0-lite","prompt":"a red fox"}""";

  private final FakeProvider acme = new FakeProvider(Examples.ACME);
  private final FailingStore store = new FailingStore(new InMemoryTaskStore());
  private final Chain chain = Chain.on(store, acme);
  private final SubmitPipeline pipeline = chain.pipeline();

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"a":1e99999999999,"taskToken":"AQC/1"}""",
        """
            {"taskToken":"AQC/1","a":1e99999999999}""",
        "{\"taskToken\":\"AQC/1\",\"prompt\":\"half a \\ud83e\"}",
        """
            {"taskToken":"AQC/1","prompt":"a","prompt":"b"}""",
        """
            {"taskToken":"AQC/1","prompt":"breaks off""",
        """
            {"taskToken":"AQC/1"} and more""",
      })
  void whatNoParserBearsIsRefusedKeptAndPublished(String body) {
    var result = pipeline.submitUnattended(carried(body).from("sqs"));

    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(refusal("message-1")).isPresent();
    assertThat(chain.tokens().calls())
        .extracting(TestingTokens.Call::token)
        .containsExactly("AQC/1");
    assertThat(chain.submitCount()).isZero();
  }

  @Test
  void aTokenIsReadFromAnEventThatIsTooLarge() {
    var body = "{\"taskToken\":\"AQC/1\",\"prompt\":\"" + "x".repeat(Event.MAX_BYTES) + "\"}";

    var result = pipeline.submitUnattended(carried(body).from("sqs"));

    assertThat(problems(result)).containsExactly("event_too_large");
    assertThat(chain.tokens().calls()).hasSize(1);
  }

  @Test
  void thousandsOfUnknownFieldsMakeASmallAnswerAndASmallRefusal() {
    var fields =
        IntStream.range(0, 1456)
            .mapToObj(at -> "\"" + at + "x\":" + at)
            .collect(Collectors.joining(","));

    var result =
        pipeline.submitUnattended(carried("{\"taskToken\":\"AQC/1\"," + fields + "}").from("sqs"));

    assertThat(Problem.of(((Rejected) result).rejection()).toString()).hasSizeLessThan(5000);
    assertThat(refusal("message-1").orElseThrow().toString()).hasSizeLessThan(5000);
    assertThat(Problem.of(((Rejected) result).rejection()).errors())
        .filteredOn(fault -> fault.message().contains("known are"))
        .hasSize(1);
    assertThat(chain.tokens().calls().getFirst().text()).hasSizeLessThan(2000);
  }

  @Test
  void theLargestRefusalIsOneThatDynamoDbKeeps() {
    var names =
        IntStream.range(0, 200)
            .mapToObj(at -> "\"" + "ü".repeat(500) + at + "\":1")
            .collect(Collectors.joining(","));

    pipeline.submitUnattended(carried("{" + names + "}").from("sqs"));

    assertThat(refusal("message-1").orElseThrow().toString().getBytes(UTF_8))
        .hasSizeLessThan(100_000);
  }

  @Test
  void aStoreThatIsDownKeepsNobodyWaiting() {
    store.failOnRefusal();

    var failure =
        catchThrowable(
            () ->
                pipeline.submitUnattended(
                    carried(
                            """
                {"taskToken":"AQC/1"}""")
                        .from("sqs")));

    assertThat(failure).isInstanceOf(FailingStore.Down.class).hasNoSuppressedExceptions();
    assertThat(chain.tokens().calls()).hasSize(1);
  }

  @Test
  void aTokenThatCannotBeHandedBackIsKeptAsRefusedNevertheless() {
    chain.tokens().goDown();

    var failure =
        catchThrowable(
            () ->
                pipeline.submitUnattended(
                    carried(
                            """
                {"taskToken":"AQC/1"}""")
                        .from("sqs")));

    assertThat(failure).isNotNull();
    assertThat(refusal("message-1")).isPresent();
  }

  @Test
  void twoFaultsAtOnceAreBothListedAndTheMessageIsRetriedUntilBothAreMended() {
    store.failOnRefusal();
    chain.tokens().goDown();
    var event =
        carried(
            """
        {"taskToken":"AQC/1"}""");

    var failure = catchThrowable(() -> pipeline.submitUnattended(event.from("sqs")));
    store.comeBack();
    chain.tokens().comeBack();
    pipeline.submitUnattended(event.from("sqs"));

    assertThat(failure).isInstanceOf(FailingStore.Down.class);
    assertThat(failure.getSuppressed()).hasSize(1);
    assertThat(refusal("message-1")).isPresent();
    assertThat(chain.tokens().calls()).hasSize(1);
  }

  @Test
  void anIdInTheFormOfATaskIdIsRefusedByItsField() {
    var byField = pipeline.submit(Event.plain(bytes(GOOD.replace("order-1", TASK_ID))));
    var byHeader =
        pipeline.submit(
            new Event(
                bytes(
                    """
                    {"model":"seedream-5.0-lite","prompt":"a red fox"}"""),
                Optional.of(TASK_ID),
                Optional.empty()));

    assertThat(faults(byField)).containsExactly("id");
    assertThat(faults(byHeader)).containsExactly("Idempotency-Key");
    assertThat(((Rejected) byField).rejection().detail()).contains("task id", "order-");
    assertThat(chain.submitCount()).isZero();
  }

  @Test
  void aRefusedIdInThatFormHidesNoTaskEither() {
    pipeline.submitUnattended(carried(GOOD.replace("order-1", TASK_ID)).from("sqs"));

    assertThat(refusal(TASK_ID)).isEmpty();
    assertThat(refusal("message-1")).isPresent();
  }

  @Test
  void aCarriersIdInThatFormGetsSomethingBeforeIt() {
    var id = Event.carrierId(TASK_ID);

    assertThat(id).contains(new RequestId("carrier-" + TASK_ID));
    assertThat(Event.carrierId("message-1")).contains(new RequestId("message-1"));
    assertThat(Event.carrierId("")).isEmpty();
    assertThat(Event.carrierId("two words")).isEmpty();
  }

  @Test
  void theOrderOfProviderOptionsIsNoOtherRequestAndANumberIsKeptExactly() {
    var first =
        options(
            """
        {"b":{"y":1,"x":2.50},"a":[1,2]}""");
    var second =
        options(
            """
        {"a":[1,2],"b":{"x":2.50,"y":1}}""");
    var other =
        options(
            """
        {"a":[2,1],"b":{"x":2.50,"y":1}}""");
    var rounded =
        options(
            """
        {"a":[1,2],"b":{"x":2.5,"y":1}}""");

    assertThat(pipeline.submit(first)).isInstanceOf(Started.class);
    assertThat(pipeline.submit(second)).isInstanceOf(Repeated.class);
    assertThat(problems(pipeline.submit(other))).containsExactly("idempotency_mismatch");
    assertThat(problems(pipeline.submit(rounded))).containsExactly("idempotency_mismatch");
    assertThat(chain.tasks().getFirst().request().preference().providerOptions().get(Examples.ACME))
        .isEqualTo(
            """
            {"a":[1,2],"b":{"x":2.50,"y":1}}""");
  }

  private static Event options(String options) {
    return Event.plain(
        bytes(GOOD.replace("{", "{\"providerOptions\":{\"acme\":" + options + "},")));
  }

  private Optional<Refusal> refusal(String id) {
    return chain.store().findRefusal(TaskId.of(new RequestId(id)));
  }

  private static java.util.List<String> faults(SubmissionResult result) {
    return Problem.of(((Rejected) result).rejection()).errors().stream().map(Fault::path).toList();
  }

  private static java.util.List<String> problems(SubmissionResult result) {
    return java.util.List.of(Problem.of(((Rejected) result).rejection()).code());
  }

  private static Event carried(String body) {
    return Event.carried(bytes(body), CARRIER);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

package dev.darkroom.entrypoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.entrypoint.EventSource.EventBridge;
import dev.darkroom.entrypoint.EventSource.Http;
import dev.darkroom.entrypoint.EventSource.Plain;
import dev.darkroom.entrypoint.EventSource.Sqs;
import dev.darkroom.entrypoint.EventSource.Sqs.Message;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSourceTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void anHttpApiEventIsKnownByItsContext() {
    var form = form(Events.submit(Events.GOOD));

    assertThat(form)
        .isInstanceOfSatisfying(
            Http.class,
            http -> {
              assertThat(http.request().method()).isEqualTo("POST");
              assertThat(http.request().path()).isEqualTo("/v1/generations");
              assertThat(new String(http.request().body(), UTF_8)).isEqualTo(Events.GOOD);
            });
  }

  @Test
  void anSqsBatchIsKnownByItsRecords() {
    assertThat(form(Events.sqs("one", "two")))
        .isEqualTo(
            new Sqs(
                java.util.List.of(
                    message("message-0", "one", Map.of()), message("message-1", "two", Map.of()))));
  }

  @Test
  void aMessageMayHaveItsTraceInAnAttribute() {
    var event = Events.sqs("one");
    ((com.fasterxml.jackson.databind.node.ObjectNode) event.path("Records").path(0))
        .putObject("messageAttributes")
        .putObject("traceparent")
        .put("stringValue", "00-of-somebody")
        .put("dataType", "String");

    assertThat(form(event))
        .isEqualTo(
            new Sqs(
                java.util.List.of(
                    message("message-0", "one", Map.of("traceparent", "00-of-somebody")))));
  }

  @Test
  void anEventBridgeEventIsKnownByItsEnvelope() {
    assertThat(
            form(
                Events.eventBridge(
                    "event-1",
                    """
        {"a": 1}""")))
        .isEqualTo(
            new EventBridge(
                "event-1",
                """
            {"a":1}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        Events.GOOD,
        """
            {"Records": []}""",
        """
            {"Records": [{"eventSource": "aws:s3"}]}""",
        """
            {"source": "aws.events", "id": "x"}""",
        """
            {"requestContext": {"elb": {}}}"""
      })
  void everythingElseIsTheEventItself(String json) {
    assertThat(EventSource.of(json.getBytes(UTF_8))).isEqualTo(new Plain());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"a":1e400,"a":0.12345678901234567890123}""",
        "  [ 1 , \"\\ud800\" ] ",
        "\"a text with \\\" and }\"",
        "1.50",
        "null",
        """
            {"deep":{"er":[[[{}]]]},"ü":"🦊"}"""
      })
  void theDetailIsCutOutAsItWasSent(String detail) {
    var event =
        """
        {"detail-type":"a","detail": %s ,"source":"b","id":"event-1"}""";

    assertThat(EventSource.of(event.formatted(detail).getBytes(UTF_8)))
        .isEqualTo(new EventBridge("event-1", detail.strip()));
  }

  @Test
  void aDetailThatNoParserCouldBearIsCutOutAllTheSame() {
    var nested = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    var number = "{\"a\":" + "9".repeat(200_000) + "e" + "9".repeat(20_000) + "}";

    assertThat(form(nested)).isEqualTo(new EventBridge("event-1", nested));
    assertThat(form(number)).isEqualTo(new EventBridge("event-1", number));
  }

  /** A value in memory is many times its text: six megabytes of them would fill the function. */
  @ParameterizedTest
  @ValueSource(strings = {"[]", "{}", "\"\"", "1.5"})
  void moreValuesThanACarrierWritesAreNoCarriers(String value) {
    var many = ("," + value).repeat(6_000_000 / (value.length() + 1));
    var event = "{\"Records\":[{\"eventSource\":\"aws:sqs\"}" + many + "]}";

    assertThat(EventSource.of(event.getBytes(UTF_8))).isEqualTo(new Plain());
  }

  /** As many as fit into an invocation: SQS hands over 10,000, or 6 MB. */
  @Test
  void theLargestBatchIsRead() {
    var message =
        """
        {"messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","receiptHandle":"AQEB","body":"{}",
        "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082649183","SenderId":"A",
        "ApproximateFirstReceiveTimestamp":"1545082649185","AWSTraceHeader":"Root=1-2"},
        "messageAttributes":{"traceparent":{"stringValue":"00","stringListValues":[],
        "binaryListValues":[],"dataType":"String"}},"md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3",
        "eventSource":"aws:sqs","eventSourceARN":"arn","awsRegion":"eu-central-1"}""";
    var event = "{\"Records\":[" + (message + ",").repeat(9_999) + message + "]}";

    assertThat(EventSource.of(event.getBytes(UTF_8)))
        .isInstanceOfSatisfying(Sqs.class, sqs -> assertThat(sqs.messages()).hasSize(10_000));
  }

  /** Each level is an object in memory; an invocation may bring six million. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "body", "detail", "headers"})
  void moreLevelsThanAnEventHasBytesAreNotFollowed(String field) {
    var bytes = ("{\"" + field + "\":" + "[".repeat(6_000_000)).getBytes(UTF_8);

    var before = THREADS.getCurrentThreadAllocatedBytes();
    var source = EventSource.of(bytes);
    var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(source).isEqualTo(new Plain());
    assertThat(allocated >> 20).isLessThan(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
            {"detail-type":"a","source":"b","detail":{},"detail":{}}""",
        """
            {"detail-type":"a","source":"b","detail":{},"source":"c"}""",
        """
            {"detail-type":"a","source":"b","detail":{}} {}""",
        """
            {"detail-type":"a","source":"b","detail":{}""",
        """
            {"detail-type":"a","source":1e99999999999,"detail":{}}"""
      })
  void whatNoCarrierWritesIsNoEnvelope(String json) {
    assertThat(EventSource.of(json.getBytes(UTF_8))).isEqualTo(new Plain());
  }

  private static Message message(String id, String body, Map<String, String> attributes) {
    return new Message(id, body, "arn:aws:sqs:eu-central-1:123456789012:events", "", attributes);
  }

  private static EventSource form(ObjectNode event) {
    return EventSource.of(event.toString().getBytes(UTF_8));
  }

  private static EventSource form(String detail) {
    var event =
        "{\"detail-type\":\"a\",\"source\":\"b\",\"id\":\"event-1\",\"detail\":" + detail + "}";
    return EventSource.of(event.getBytes(UTF_8));
  }

  @Test
  void aBase64BodyIsDecoded() {
    var request =
        Requests.http(
            Events.base64(
                Events.submit(
                    """
        {"prompt":"ein Füchslein 🦊"}""")));

    assertThat(new String(request.body(), UTF_8))
        .isEqualTo(
            """
        {"prompt":"ein Füchslein 🦊"}""");
  }

  @Test
  void aBodyThatIsOnlySaidToBeBase64IsTakenAsItStands() {
    var event = Events.submit("{no base 64}");
    event.put("isBase64Encoded", true);

    assertThat(new String(Requests.http(event).body(), UTF_8)).isEqualTo("{no base 64}");
  }

  /** As base 64 it has other letters for some bytes, in which a slash may be escaped. */
  @ParameterizedTest
  @ValueSource(strings = {"//79", "//79/w==", "//79/w", "\\/\\/79", ""})
  void aBodyInBase64IsItsBytes(String text) {
    var event =
        """
        {"body": "%s", "isBase64Encoded": true, "requestContext": {"http": {}}}""";

    assertThat(HttpRequest.of(event.formatted(text).getBytes(UTF_8)).body())
        .isEqualTo(Base64.getDecoder().decode(text.replace("\\", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "7", "{}", "[\"{}\"]", "true"})
  void aBodyThatIsNoTextIsEmpty(String body) {
    var event =
        """
        {"body": %s, "isBase64Encoded": %s, "requestContext": {"http": {}}}""";

    assertThat(HttpRequest.of(event.formatted(body, "true").getBytes(UTF_8)).body()).isEmpty();
    assertThat(HttpRequest.of(event.formatted(body, "false").getBytes(UTF_8)).body()).isEmpty();
  }

  /** A body beside others of its name, deeper down or given twice. */
  @Test
  void theBodyIsTheOneOfTheRequest() {
    var event =
        """
        {"requestContext": {"http": {}, "body": "inner"}, "headers": {"body": "of a header"}%s}""";

    assertThat(text(event.formatted(", \"body\": \"outer\""))).isEqualTo("outer");
    assertThat(text(event.formatted(""))).isEmpty();
    assertThat(EventSource.of(event.formatted(", \"body\":\"\",\"body\":\"\"").getBytes(UTF_8)))
        .isEqualTo(new Plain());
  }

  @ParameterizedTest
  @ValueSource(ints = {3_999, 4_000, 4_001, 8_192, 100_000, 4_194_304})
  void aBodyIsWholeHoweverLongItIs(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    var event = Events.submit("");
    event.put("body", Base64.getEncoder().encodeToString(bytes)).put("isBase64Encoded", true);
    var words = "ü🦊\\\"x".repeat(length / 5);

    assertThat(Requests.http(event).body()).isEqualTo(bytes);
    assertThat(new String(Requests.http(Events.submit(words)).body(), UTF_8)).isEqualTo(words);
  }

  /** Bytes that are not UTF-8, a mark before the first of them, another encoding, and no end. */
  @ParameterizedTest
  @ValueSource(strings = {"", "requestContext", "rawPath", "x"})
  void whatIsNotStrictUtf8IsNoRequest(String field) throws Exception {
    var event = Events.submit("{}").put(field, "ü");
    var bytes = event.toString().getBytes(UTF_8);

    assertThat(EventSource.of(event.toString().getBytes(ISO_8859_1))).isEqualTo(new Plain());
    assertThat(EventSource.of(event.toString().getBytes(UTF_16LE))).isEqualTo(new Plain());
    assertThat(EventSource.of(event.toString().getBytes(UTF_16))).isEqualTo(new Plain());
    assertThat(EventSource.of(("\ufeff" + event).getBytes(UTF_8))).isEqualTo(new Plain());
    assertThat(EventSource.of(Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo(new Plain());
    assertThat(EventSource.of(Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(new Plain());
  }

  private static String text(String event) {
    return new String(HttpRequest.of(event.getBytes(UTF_8)).body(), UTF_8);
  }

  @Test
  void aHeaderIsFoundInWhateverCaseItCame() {
    var event = Events.header(Events.submit("{}"), "Idempotency-KEY", "order-1");

    assertThat(Requests.http(event).header("idempotency-key")).contains("order-1");
    assertThat(Requests.http(event).header("x-none")).isEmpty();
  }

  @Test
  void whatIsMissingIsEmpty() {
    var request = Requests.http(Events.object("{}"));

    assertThat(request.method()).isEmpty();
    assertThat(request.path()).isEmpty();
    assertThat(request.body()).isEmpty();
    assertThat(request.parameter("status")).isEmpty();
  }
}

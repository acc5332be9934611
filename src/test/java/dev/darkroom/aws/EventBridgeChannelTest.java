package dev.darkroom.aws;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.partial;
import static dev.darkroom.task.TaskExamples.richRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.traced;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.ChannelException;
import dev.darkroom.notification.PublishResult;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Outcomes as entries on a bus, and what follows from EventBridge's answers. */
class EventBridgeChannelTest {
  private static final String TAKEN = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}";
  private static final String NOT_TAKEN =
      "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"ThrottlingException\"}]}";

  private final WireMockServer eventBridge =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    eventBridge.start();
  }

  @AfterEach
  void stop() {
    eventBridge.stop();
  }

  @Test
  void aSuccessIsOneEventWithTheRecordInIt() throws Exception {
    answering(TAKEN);
    var task = delivered(submitted(claim(richRequest("told"))));

    channel("outcomes").publish(task);

    var entry = theOneEntry();
    var detail = new JsonMapper().readTree(entry.get("Detail").asText());
    assertThat(entry.get("EventBusName").asText()).isEqualTo("outcomes");
    assertThat(entry.get("Source").asText()).isEqualTo("darkroom");
    assertThat(entry.get("DetailType").asText()).isEqualTo("Generation Succeeded");
    assertThat(detail.get("outcomeId").asText()).isEqualTo(task.outcomeId());
    assertThat(detail.get("type").asText()).isEqualTo("generation.succeeded");
    assertThat(detail.size()).isEqualTo(3);
    assertThat(detail.at("/generation/id").asText()).isEqualTo("told");
    assertThat(detail.at("/generation/taskId").asText()).isEqualTo(task.id().value());
    assertThat(detail.at("/generation/createdAt").asText())
        .isEqualTo("2026-11-20T10:00:00.123456789Z");
    assertThat(detail.at("/generation/images/0/key").asText()).endsWith("/0.png");
    assertThat(detail.at("/generation/images/0").has("url")).isFalse();
    assertThat(detail.at("/generation/metadata/customer").asText()).isEqualTo("Müller & Söhne");
    assertThat(entry.get("Detail").asText()).doesNotContain("Fuchs", "AQC/token");
  }

  @Test
  void aFailureIsNamedAsOne() throws Exception {
    answering(TAKEN);
    var task = expired(submitted(claim(richRequest("failed"))));

    channel("outcomes").publish(task);

    var detail = new JsonMapper().readTree(theOneEntry().get("Detail").asText());
    assertThat(theOneEntry().get("DetailType").asText()).isEqualTo("Generation Failed");
    assertThat(detail.get("type").asText()).isEqualTo("generation.provisional");
    assertThat(detail.at("/generation/error/code").asText()).isEqualTo("deadline_passed");
  }

  @Test
  void theCallersTraceGoesWithTheEventInBothForms() throws Exception {
    answering(TAKEN);

    channel("outcomes").publish(delivered(submitted(claim(traced(richRequest("traced"))))));

    var detail = new JsonMapper().readTree(theOneEntry().get("Detail").asText());
    assertThat(detail.get("traceparent").asText())
        .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    assertThat(theOneEntry().get("TraceHeader").asText())
        .isEqualTo("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1");
  }

  @Test
  void anEventThatWasNotTakenIsAnError() {
    answering(NOT_TAKEN);
    var task = delivered(submitted(claim(richRequest("throttled"))));

    assertThatThrownBy(() -> channel("outcomes").publish(task))
        .isInstanceOf(ChannelException.class)
        .hasMessageContaining(task.outcomeId())
        .hasMessageContaining("ThrottlingException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MalformedDetail", "InvalidArgument"})
  void anEventThatWillNeverBeTakenIsGivenUp(String code) {
    answering(NOT_TAKEN.replace("ThrottlingException", code));

    assertThat(channel("outcomes").publish(delivered(submitted(claim(richRequest("malformed"))))))
        .isEqualTo(new PublishResult.Permanent("EventBridge answered " + code));
  }

  @Test
  void aPartialResultIsAmongWhatSucceeded() throws Exception {
    answering(TAKEN);

    channel("outcomes").publish(partial(submitted(claim(richRequest("partial")))));

    var detail = new JsonMapper().readTree(theOneEntry().get("Detail").asText());
    assertThat(theOneEntry().get("DetailType").asText()).isEqualTo("Generation Succeeded");
    assertThat(detail.get("type").asText()).isEqualTo("generation.partial");
    assertThat(detail.at("/generation/status").asText()).isEqualTo("partial");
    assertThat(detail.at("/generation/images")).hasSize(2);
    assertThat(detail.at("/generation/missing/0/index").asInt()).isEqualTo(2);
    assertThat(detail.at("/generation/missing/0/code").asText()).isEqualTo("result_expired");
  }

  @Test
  void anEventThatIsTooLargeIsAbridgedAndSaysSo() throws Exception {
    answering(TAKEN);
    var task = delivered(claim(tooLarge()));

    assertThat(channel("outcomes").publish(task)).isEqualTo(new PublishResult.Published());

    var detail = new JsonMapper().readTree(theOneEntry().get("Detail").asText());
    assertThat(detail.get("outcomeId").asText()).isEqualTo(task.outcomeId());
    assertThat(detail.at("/generation/abridged").asBoolean()).isTrue();
    assertThat(detail.at("/generation/images/0/key").asText()).endsWith("/0.png");
    assertThat(detail.at("/generation").has("metadata")).isFalse();
  }

  @Test
  void aFailureThatIsTooLargeStillSaysWhy() throws Exception {
    answering(TAKEN);

    channel("outcomes").publish(expired(submitted(claim(tooLarge()))));

    var error =
        new JsonMapper().readTree(theOneEntry().get("Detail").asText()).at("/generation/error");
    assertThat(error.path("code").asText()).isNotEmpty();
    assertThat(error.path("message").asText()).isNotEmpty();
    assertThat(error.has("retryable")).isTrue();
  }

  /** EventBridge counts the source and the type of an entry as well. */
  @Test
  void anEventIsWholeUpToTheLastByteThatEventBridgeTakes() throws Exception {
    answering(TAKEN);
    channel("outcomes").publish(delivered(claim(withNote(""))));
    var small = theOneEntry();
    int room =
        256 * 1024
            - Stream.of("Source", "DetailType", "Detail")
                .mapToInt(name -> bytes(small, name))
                .sum();
    eventBridge.resetRequests();

    channel("outcomes").publish(delivered(claim(withNote("x".repeat(room)))));
    assertThat(theOneEntry().get("Detail").asText()).doesNotContain("abridged");
    eventBridge.resetRequests();

    channel("outcomes").publish(delivered(claim(withNote("x".repeat(room + 1)))));
    assertThat(theOneEntry().get("Detail").asText()).contains("abridged");
  }

  private static int bytes(JsonNode entry, String name) {
    return entry.get(name).asText().getBytes(UTF_8).length;
  }

  @Test
  void theChannelHasItsName() {
    assertThat(channel("outcomes").name()).isEqualTo("event-bus");
  }

  private static GenerationRequest tooLarge() {
    return withNote("x".repeat(256 * 1024));
  }

  private static GenerationRequest withNote(String note) {
    var small = richRequest("large");
    return new GenerationRequest(
        small.id(),
        small.model(),
        small.spec(),
        small.preference(),
        new DeliveryOptions(
            small.delivery().deadline(), Optional.empty(), Optional.empty(), Map.of("a", note)));
  }

  @Test
  void withoutABusThereIsNoSubscriber() {
    var channel = new EventBridgeChannel(this::client, ExampleAwsConfig.nothing(), new Json());

    var told = channel.publish(delivered(claim(richRequest("quiet"))));

    assertThat(told).isEqualTo(new PublishResult.NoSubscriber());
    assertThat(eventBridge.getAllServeEvents()).isEmpty();
  }

  private void answering(String body) {
    eventBridge.stubFor(post(urlEqualTo("/")).willReturn(okJson(body)));
  }

  private JsonNode theOneEntry() throws Exception {
    var requests =
        eventBridge.findAll(
            postRequestedFor(urlEqualTo("/"))
                .withHeader("X-Amz-Target", equalTo("AWSEvents.PutEvents")));
    assertThat(requests).hasSize(1);
    var entries = new JsonMapper().readTree(requests.getFirst().getBody()).get("Entries");
    assertThat(entries.size()).isEqualTo(1);
    return entries.get(0);
  }

  private EventBridgeChannel channel(String bus) {
    return new EventBridgeChannel(this::client, ExampleAwsConfig.withEventBus(bus), new Json());
  }

  private EventBridgeClient client() {
    return EventBridgeClient.builder()
        .endpointOverride(URI.create(eventBridge.baseUrl()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}

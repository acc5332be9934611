package dev.darkroom.nativetest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.darkroom.nativetest.Site.Handler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code control} and what it leads to: people decide about a task that exists. */
@TestInstance(Lifecycle.PER_CLASS)
class ControlNativeIT {
  private static final String GENERATION = "/v1/generations/{id}";

  private Site site;

  @BeforeAll
  void build(@TempDir Path folder) {
    site = Site.in(folder);
  }

  @AfterAll
  void end() {
    site.close();
  }

  @Test
  void aCancelledTaskIsCancelledOnceAndItsLatePictureIsDropped() {
    var journey = Journey.begin(site, "order-cancelled");

    var first = decide(journey, "cancel", "{\"late\": \"drop\"}");
    var again = decide(journey, "cancel", "");

    assertThat(first.path("statusCode").asInt()).as(first::toString).isEqualTo(202);
    assertThat(Json.body(first).path("status").asText()).isEqualTo("cancelled");
    assertThat(again.path("statusCode").asInt()).as(again::toString).isEqualTo(200);
    assertThat(site.aws().checks(journey.taskId())).isNotEmpty();
    int fetched = site.evolink().fetchedPictures();
    journey.settle();
    assertThat(journey.look().path("status").asText()).isEqualTo("cancelled");
    assertThat(site.evolink().fetchedPictures()).isEqualTo(fetched);
    var outcomes = site.aws().outcomes(journey.taskId());
    assertThat(outcomes).hasSize(1);
    assertThat(outcomes.getFirst().path("DetailType").asText()).isEqualTo("Generation Cancelled");
  }

  @Test
  void whatIsFinalIsNotCancelled() {
    var journey = Journey.begin(site, "order-final");
    journey.settle();

    var answer = decide(journey, "cancel", "");

    assertThat(answer.path("statusCode").asInt()).as(answer::toString).isEqualTo(409);
    assertThat(Json.body(answer).path("code").asText()).isEqualTo("already_final");
    assertThat(journey.look().path("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void anUnknownFieldIsNamed() {
    var journey = Journey.begin(site, "order-misspelt");

    var answer = decide(journey, "cancel", "{\"lat\": \"drop\"}");

    assertThat(answer.path("statusCode").asInt()).as(answer::toString).isEqualTo(400);
    assertThat(Json.body(answer).path("errors").findValuesAsText("path")).containsExactly("lat");
    assertThat(journey.look().path("status").asText()).isEqualTo("processing");
  }

  @Test
  void anOperatorAttachesWhatTheProviderConfirmsAndNothingElse() {
    var odd = OddTask.named(site.evolink(), "order-attached").inDoubt();
    odd.looks(odd.done(site.evolink().picture().toString()));
    site.evolink()
        .server()
        .stubFor(
            WireMock.get(WireMock.urlPathEqualTo("/v1/tasks/task-of-nobody"))
                .atPriority(1)
                .willReturn(WireMock.notFound()));
    var journey = Journey.begin(site, "order-attached");
    assertThat(journey.look().path("status").asText()).isEqualTo("in_doubt");

    var wrong = decide(journey, "resolution", attach("task-of-nobody"));
    var right = decide(journey, "resolution", attach(odd.id()));

    assertThat(wrong.path("statusCode").asInt()).as(wrong::toString).isEqualTo(409);
    assertThat(right.path("statusCode").asInt()).as(right::toString).isEqualTo(200);
    journey.settle();
    assertThat(journey.look().path("status").asText()).isEqualTo("succeeded");
    assertThat(odd.paid()).isEqualTo(1);
  }

  @Test
  void anAbandonedDoubtHasFailedForGood() {
    var odd = OddTask.named(site.evolink(), "order-abandoned").inDoubt();
    var journey = Journey.begin(site, "order-abandoned");

    var first = decide(journey, "resolution", "{\"decision\": \"abandon\"}");
    var again = decide(journey, "resolution", "{\"decision\": \"abandon\"}");

    assertThat(first.path("statusCode").asInt()).as(first::toString).isEqualTo(200);
    assertThat(again.path("statusCode").asInt()).as(again::toString).isEqualTo(200);
    journey.settle();
    assertThat(journey.look().at("/error/code").asText()).isEqualTo("submission_in_doubt");
    assertThat(odd.paid()).isEqualTo(1);
  }

  @Test
  void aRecheckBringsBackTheDeadLettersOfItsTaskAlone() {
    var journey = Journey.begin(site, "order-rechecked");
    var ours = letter(journey.taskId());
    var another = letter("another");
    site.aws().deadChecks().put(another);
    site.aws().deadChecks().put(ours);

    var answer = decide(journey, "recheck", "");

    assertThat(answer.path("statusCode").asInt()).as(answer::toString).isEqualTo(202);
    assertThat(site.aws().checks(journey.taskId())).hasSizeGreaterThanOrEqualTo(1);
    assertThat(site.aws().deadChecks().left()).containsExactly(another);
    assertThat(site.aws().deadChecks().hidden()).isZero();
  }

  @Test
  void deliveriesAreListedAndReplayedWithTheSameId() {
    var event =
        Events.of("submit-plain.json")
            .replace("order-4711-plain", "order-replayed")
            .replace(
                "\"aspectRatio\"",
                "\"notify\": {\"url\": \"" + site.evolink().webhook() + "\"}, \"aspectRatio\"");
    var accepted = Json.read(site.function(Handler.SUBMIT).invoke(event));
    var journey = new Journey(site, "", accepted.path("taskId").asText());
    journey.settle();

    var before = webhooks(journey);
    var deliveries = Json.body(query(GENERATION + "/deliveries", Map.of("id", journey.taskId())));
    var answer = decide(journey, "deliveries/{channel}/replay", "");
    journey.settle();

    assertThat(deliveries.path("deliveries"))
        .extracting(one -> one.path("channel").asText() + " " + one.path("status").asText())
        .containsExactlyInAnyOrder("webhook taken", "event-bus taken", "task-token none");
    assertThat(answer.path("statusCode").asInt()).as(answer::toString).isEqualTo(202);
    assertThat(before).hasSize(1);
    assertThat(webhooks(journey)).isEqualTo(List.of(before.getFirst(), before.getFirst()));
    assertThat(site.aws().outcomes(journey.taskId())).hasSize(1);
  }

  @Test
  void whatIsInDoubtIsListed() {
    OddTask.named(site.evolink(), "order-doubtful").inDoubt();
    var journey = Journey.begin(site, "order-doubtful");

    var event = Events.of("query-open.json").replace("status=open", "status=in_doubt");
    var listed =
        Json.body(
            Json.read(
                site.function(Handler.QUERY)
                    .invoke(event.replace("\"status\": \"open\"", "\"status\": \"in_doubt\""))));

    assertThat(listed.path("generations").findValuesAsText("taskId")).contains(journey.taskId());
  }

  @Test
  void everyProviderSaysHowItRecovers() {
    var models = Json.body(query("/v1/models", Map.of()));

    assertThat(models.path("providers").fieldNames())
        .toIterable()
        .contains("evolink", "liangxin", "modellix", "fal");
    assertThat(models.at("/providers/evolink").toString()).contains("stated");
  }

  @Test
  void nothingIsKnownOfAnUnknownTaskOrProvider() {
    var unknown = Map.of("id", "order-of-nobody");
    var canary = GatewayEvent.post("/v1/providers/{provider}/canary", Map.of("provider", "x"), "");

    var answers =
        List.of(
            query(GENERATION + "/deliveries", unknown),
            control(GatewayEvent.post(GENERATION + "/cancel", unknown, "")),
            control(canary));

    assertThat(answers).extracting(answer -> answer.path("statusCode").asInt()).containsOnly(404);
  }

  private JsonNode decide(Journey journey, String decision, String body) {
    var parameters =
        decision.contains("{channel}")
            ? Map.of("id", journey.taskId(), "channel", "webhook")
            : Map.of("id", journey.taskId());
    return control(GatewayEvent.post(GENERATION + "/" + decision, parameters, body));
  }

  private JsonNode control(GatewayEvent event) {
    return Json.read(site.function(Handler.CONTROL).invoke(event.json()));
  }

  private JsonNode query(String route, Map<String, String> parameters) {
    return Json.read(
        site.function(Handler.QUERY).invoke(GatewayEvent.get(route, parameters).json()));
  }

  /** The ids of the webhooks about this task. */
  private List<String> webhooks(Journey journey) {
    return site.evolink().webhooks().stream()
        .filter(webhook -> webhook.getBodyAsString().contains(journey.taskId()))
        .map((LoggedRequest webhook) -> webhook.getHeader("webhook-id"))
        .toList();
  }

  private static String letter(String task) {
    return "{\"task\":\"" + task + "\",\"round\":0}";
  }

  private static String attach(String id) {
    return "{\"decision\": \"attach\", \"providerTaskId\": \"" + id + "\"}";
  }
}

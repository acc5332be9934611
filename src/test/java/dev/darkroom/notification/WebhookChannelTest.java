package dev.darkroom.notification;

import static dev.darkroom.task.TaskExamples.NOW;
import static dev.darkroom.task.TaskExamples.claim;
import static dev.darkroom.task.TaskExamples.delivered;
import static dev.darkroom.task.TaskExamples.expired;
import static dev.darkroom.task.TaskExamples.partial;
import static dev.darkroom.task.TaskExamples.plainRequest;
import static dev.darkroom.task.TaskExamples.submitted;
import static dev.darkroom.task.TaskExamples.traced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.Webhook;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.notification.PublishResult.NoSubscriber;
import dev.darkroom.notification.PublishResult.Permanent;
import dev.darkroom.notification.PublishResult.Published;
import dev.darkroom.notification.PublishResult.Transient;
import dev.darkroom.secret.Secret;
import dev.darkroom.secret.Secrets;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.NotifyTarget;
import dev.darkroom.task.PublishAttempt;
import dev.darkroom.task.Task;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
  private static final ImageBucket BUCKET = new ImageBucket(Optional.of("pictures"));

  private WebhookServer requester;
  private Instant now;

  @BeforeEach
  void open() throws Exception {
    requester = new WebhookServer();
    now = NOW.plusSeconds(60);
  }

  @AfterEach
  void close() {
    requester.close();
  }

  @Test
  void aReceiverOfStandardWebhooksVerifiesIt() throws Exception {
    signingJustNow();
    var task = succeeded(List.of());

    assertThat(channel().publish(task)).isEqualTo(new Published());

    var visit = theOneVisit();
    assertThat(visit.method()).isEqualTo("POST");
    assertThat(visit.path()).isEqualTo("/done?of=order");
    assertThat(visit.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", task.outcomeId())
        .containsEntry("webhook-timestamp", Long.toString(now.getEpochSecond()))
        .doesNotContainKeys("authorization", "traceparent");
    assertThatCode(() -> verify(TestingNotify.SECRET, visit)).doesNotThrowAnyException();
    var body = new JsonMapper().readTree(visit.body());
    assertThat(body.path("type").asText()).isEqualTo("generation.succeeded");
    assertThat(body.path("timestamp").asText()).isEqualTo(task.timeline().updatedAt().toString());
    assertThat(body.at("/data/id").asText()).isEqualTo("order");
    assertThat(body.at("/data/images/0/bucket").asText()).isEqualTo("pictures");
    assertThat(body.at("/data/images/0/key").asText()).endsWith("/0.png");
    assertThat(body.at("/data/images/0").has("url")).isFalse();
  }

  @Test
  void anotherSecretDoesNotVerifyIt() {
    signingJustNow();
    channel().publish(succeeded(List.of()));

    var visit = theOneVisit();

    assertThatThrownBy(() -> verify("whsec_" + "A".repeat(32), visit))
        .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
  }

  @Test
  void aPartialResultHasATypeOfItsOwnAndIsAmongWhatSucceeded() throws Exception {
    signingJustNow();
    var task = partial(submitted(claim(wish(List.of("succeeded")))));

    assertThat(channel().publish(task)).isEqualTo(new Published());
    assertThat(channel().publish(partial(submitted(claim(wish(List.of("failed")))))))
        .isEqualTo(new NoSubscriber());

    var body = new JsonMapper().readTree(theOneVisit().body());
    assertThat(theOneVisit().headers()).containsEntry("webhook-id", task.outcomeId());
    assertThat(body.path("type").asText()).isEqualTo("generation.partial");
    assertThat(body.at("/data/status").asText()).isEqualTo("partial");
    assertThat(body.at("/data/images")).hasSize(2);
    assertThat(body.at("/data/missing/0/index").asInt()).isEqualTo(2);
  }

  @Test
  void aBodyThatWasChangedOnTheWayDoesNotVerify() {
    signingJustNow();
    channel().publish(succeeded(List.of()));
    var sent = theOneVisit();
    var changed =
        new WebhookServer.Visit(
            sent.method(),
            sent.path(),
            sent.headers(),
            sent.body().replace("pictures", "paintings"));

    assertThat(changed.body()).isNotEqualTo(sent.body());
    assertThatThrownBy(() -> verify(TestingNotify.SECRET, changed))
        .isInstanceOf(com.standardwebhooks.exceptions.WebhookVerificationException.class);
  }

  /** The standard has a receiver deduplicate by the id: a replay must not look like news. */
  @Test
  void aReplayHasTheSameIdAndVerifies() {
    signingJustNow();
    var task = succeeded(List.of());
    channel().publish(task);
    var taken = PublishAttempt.taken("webhook", task.outcomeId(), now);
    var replayed = task.published(List.of(taken), now).replayed("webhook", now);

    channel().publish(replayed);

    assertThat(requester.visits()).hasSize(2);
    assertThat(requester.visits())
        .allSatisfy(
            visit -> {
              assertThat(visit.headers()).containsEntry("webhook-id", task.outcomeId());
              assertThatCode(() -> verify(TestingNotify.SECRET, visit)).doesNotThrowAnyException();
              assertThat(visit.body())
                  .contains("\"timestamp\":\"" + task.timeline().updatedAt() + "\"");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "429, 600, 600", // seconds
    "503, 600, 600",
    "503, 5, 60", // never sooner than without it
    "503, 999999, 14400", // never later than the longest wait
    "429, soon, 60"
  })
  void aReceiverThatAsksForTimeGetsItWithinBounds(int status, String retryAfter, long seconds) {
    requester.answers(status, "Retry-After", retryAfter);

    assertThat(channel().publish(succeeded(List.of())))
        .isEqualTo(new Transient("it answered " + status, Optional.of(now.plusSeconds(seconds))));
  }

  @Test
  void whileSecretsAreChangedBothVerifyIt() {
    signingJustNow();
    var next = "whsec_" + "B".repeat(32);
    var both = Optional.of(TestingNotify.SECRET + ", " + next);
    channel(new TestingNotify(both, Optional.empty(), seconds(60), Duration.ofDays(1)))
        .publish(succeeded(List.of()));

    var visit = theOneVisit();

    assertThatCode(() -> verify(TestingNotify.SECRET, visit)).doesNotThrowAnyException();
    assertThatCode(() -> verify(next, visit)).doesNotThrowAnyException();
  }

  @Test
  void theSecretMayLieInAParameter() {
    signingJustNow();
    channel(
            new TestingNotify(
                Optional.empty(), Optional.of("/notify"), seconds(60), Duration.ofDays(1)))
        .publish(succeeded(List.of()));

    var visit = theOneVisit();

    assertThatCode(() -> verify(TestingNotify.SECRET, visit)).doesNotThrowAnyException();
  }

  @Test
  void eachWebhookOfAnOutcomeHasTheSameIdAndATimestampOfItsOwn() {
    var task = succeeded(List.of());
    channel().publish(task);
    now = now.plusSeconds(60);

    channel().publish(task);

    assertThat(requester.visits())
        .extracting(visit -> visit.headers().get("webhook-id"))
        .containsExactly(task.outcomeId(), task.outcomeId());
    assertThat(requester.visits().get(1).body()).isEqualTo(requester.visits().get(0).body());
    assertThat(requester.visits().get(1).headers().get("webhook-timestamp"))
        .isNotEqualTo(requester.visits().get(0).headers().get("webhook-timestamp"));
  }

  @Test
  void theCallersTraceGoesWithIt() {
    channel().publish(delivered(submitted(claim(traced(wish(List.of()))))));

    assertThat(theOneVisit().headers())
        .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  }

  @Test
  void onlyTheRequestedOutcomesArePublished() {
    assertThat(channel().publish(succeeded(List.of("failed")))).isEqualTo(new NoSubscriber());
    assertThat(channel().publish(failed(List.of("succeeded")))).isEqualTo(new NoSubscriber());
    assertThat(channel().publish(failed(List.of("failed")))).isEqualTo(new Published());

    assertThat(theOneVisit().body()).contains("\"type\":\"generation.provisional\"");
  }

  @Test
  void withoutAnAddressThereIsNoSubscriber() {
    assertThat(channel().publish(delivered(submitted(claim(plainRequest("order"))))))
        .isEqualTo(new NoSubscriber());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyKindOfYesIsOne(int status) {
    requester.answers(status);

    assertThat(channel().publish(succeeded(List.of()))).isEqualTo(new Published());
  }

  @Test
  void aReceiverThatIsGoneIsLeftAlone() {
    requester.answers(410);

    assertThat(channel().publish(succeeded(List.of()))).isEqualTo(new Permanent("it answered 410"));
  }

  /** A gateway answers 403 or 404 while what is behind it is deployed anew. */
  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 408, 422, 425, 429, 451, 500, 502, 503, 504})
  void aReceiverThatCannotJustNowIsTriedAgain(int status) {
    requester.answers(status);

    assertThat(channel().publish(succeeded(List.of()))).isEqualTo(again("it answered " + status));
  }

  @Test
  void aRedirectIsNotFollowed() {
    requester.redirectsTo(requester.url() + "&again");

    assertThat(channel().publish(succeeded(List.of()))).isEqualTo(again("it answered 307"));

    assertThat(requester.visits()).hasSize(1);
  }

  @Test
  void aReceiverThatSaysNothingIsLeftWhenTheTimeIsUp() {
    requester.saysNothing();
    var hurried =
        new TestingNotify(
            Optional.of(TestingNotify.SECRET),
            Optional.empty(),
            Duration.ofMillis(50),
            Duration.ofDays(1));

    assertThat(channel(hurried).publish(succeeded(List.of())))
        .isEqualTo(again("no answer in time"));
  }

  @Test
  void aReceiverThatNeverTakesItIsGivenUpAfterThreeDays() {
    requester.answers(503);
    var task = succeeded(List.of());

    now = task.timeline().updatedAt().plus(Duration.ofDays(3)).minusMillis(1);
    assertThat(channel().publish(task)).isInstanceOf(Transient.class);

    now = task.timeline().updatedAt().plus(Duration.ofDays(3));
    assertThat(channel().publish(task)).isEqualTo(new Permanent("it answered 503, for 72 hours"));
  }

  @Test
  void anAddressThatLeadsInsideIsNeverCalled() {
    requester.resolver().knows("inside.test", "10.0.0.1");
    var inside = "https://inside.test:" + requester.url().getPort() + "/";

    var told = channel().publish(delivered(submitted(claim(wish(URI.create(inside), List.of())))));

    assertThat(told).isEqualTo(new Permanent("the link leads to an address that is not public"));
    assertThat(requester.visits()).isEmpty();
  }

  @Test
  void aHostThatIsNotFoundMayBeFoundLater() {
    var nowhere = URI.create("https://nowhere.test:" + requester.url().getPort() + "/");

    assertThat(channel().publish(delivered(submitted(claim(wish(nowhere, List.of()))))))
        .isEqualTo(again("the link's host could not be resolved"));
  }

  @Test
  void withoutASecretNothingIsSentUnsigned() {
    var task = succeeded(List.of());

    assertThatThrownBy(() -> channel(TestingNotify.silent()).publish(task))
        .hasMessageContaining("DARKROOM_NOTIFY_SECRET_PARAMETER");
    assertThat(requester.visits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "whsec_", "whsec_AAAA", "whsec_not base64 at all, whatever"})
  void theErrorOfABadSecretNamesTheVariableAndNotTheSecret(String secret) {
    assertThatThrownBy(() -> WebhookSecrets.parse(secret, "DARKROOM_NOTIFY_SECRET"))
        .hasMessageContaining("DARKROOM_NOTIFY_SECRET")
        .hasMessageNotContaining("AAAA")
        .hasMessageNotContaining("whatever");
  }

  @Test
  void secretsPrintAsStars() {
    assertThat(WebhookSecrets.parse(TestingNotify.SECRET, "DARKROOM_NOTIFY_SECRET").toString())
        .contains("***");
  }

  @Test
  void theSecretThatIsWrongIsNamedByItsPlace() {
    assertThatThrownBy(
            () ->
                WebhookSecrets.parse(
                    TestingNotify.SECRET + ",whsec_short", "DARKROOM_NOTIFY_SECRET"))
        .hasMessageContaining("entry 2 ");
    assertThatThrownBy(
            () ->
                WebhookSecrets.parse(
                    "whsec_short," + TestingNotify.SECRET, "DARKROOM_NOTIFY_SECRET"))
        .hasMessageContaining("entry 1 ");
  }

  @Test
  void theErrorOfABadSecretInAParameterNamesTheParameter() {
    var config =
        new TestingNotify(
            Optional.empty(), Optional.of("/hook"), Duration.ofSeconds(1), Duration.ofDays(1));

    assertThatThrownBy(() -> WebhookSecrets.of(config, new BadSecret()))
        .hasMessageContaining("SSM parameter /hook (DARKROOM_NOTIFY_SECRET_PARAMETER): entry 1 ")
        .hasMessageNotContaining("hunter2");
  }

  /** A parameter with what can sign nothing. */
  private static final class BadSecret implements Secrets {
    @Override
    public Secret get(String parameter) {
      return new Secret("hunter2");
    }

    @Override
    public void forget(String parameter) {}
  }

  /** The thread is still interrupted afterwards: whoever runs it learns that it is to end. */
  @Test
  void aPostThatIsInterruptedSaysSoAndStaysInterrupted() {
    var post = requester.post();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> post.post(requester.url(), Map.of(), "{}", Duration.ofMinutes(1)))
        .hasMessage("interrupted while a webhook was sent");

    assertThat(Thread.interrupted()).isTrue();
  }

  /** The oracle refuses what was signed at another time. */
  private void signingJustNow() {
    now = Instant.now();
  }

  /** The outcome is younger than a minute. */
  private Transient again(String why) {
    return new Transient(why, Optional.of(now.plusSeconds(60)));
  }

  private OutcomeChannel channel() {
    return channel(TestingNotify.signing());
  }

  private OutcomeChannel channel(TestingNotify config) {
    var post = requester.post();
    return new WebhookChannel(
        config,
        new TestingNotify.OneSecret(),
        () -> post,
        BUCKET,
        new Json(),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  private Task succeeded(List<String> events) {
    return delivered(submitted(claim(wish(events))));
  }

  private Task failed(List<String> events) {
    return expired(submitted(claim(wish(events))));
  }

  private GenerationRequest wish(List<String> events) {
    return wish(requester.url(), events);
  }

  private static GenerationRequest wish(URI url, List<String> events) {
    var plain = plainRequest("order");
    return new GenerationRequest(
        plain.id(),
        plain.model(),
        plain.spec(),
        plain.preference(),
        new DeliveryOptions(
            plain.delivery().deadline(),
            Optional.empty(),
            Optional.of(new NotifyTarget(url, events)),
            Map.of()));
  }

  private WebhookServer.Visit theOneVisit() {
    assertThat(requester.visits()).hasSize(1);
    return requester.visits().getFirst();
  }

  private static void verify(String secret, WebhookServer.Visit visit) throws Exception {
    var headers =
        visit.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
    new Webhook(secret).verify(visit.body(), headers);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}

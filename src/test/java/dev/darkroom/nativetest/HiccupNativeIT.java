package dev.darkroom.nativetest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.darkroom.nativetest.Site.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary trouble, in the binary: no paid picture is lost, and no wish is paid for twice. */
@TestInstance(Lifecycle.PER_CLASS)
class HiccupNativeIT {
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
  void aLinkThatIsThereAMomentLaterIsStored() {
    var odd = odd("late-link").accepted();
    odd.looks(odd.done(odd.link())).fetches(notFound(), page(), picture());
    var journey = Journey.begin(site, "late-link");

    journey.settle();
    journey.settle();
    assertThat(journey.look().path("status").asText()).isEqualTo("processing");
    journey.settle();

    assertStoredOnce(journey.look(), odd);
  }

  @Test
  void aPackedPictureIsStoredUnpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(Site.PICTURE);
    }
    var odd = odd("packed").accepted();
    odd.looks(odd.done(odd.link()))
        .fetches(ok().withHeader("Content-Encoding", "gzip").withBody(packed.toByteArray()));
    var journey = Journey.begin(site, "packed");

    journey.settle();

    assertStoredOnce(journey.look(), odd);
  }

  /** By its status this one is final. The code in S3's document says that it may be tried again. */
  @Test
  void aRefusalThatS3ExplainsInItsDocumentIsTriedAgain() {
    var odd = odd("slow-put").accepted();
    odd.looks(odd.done(odd.link())).fetches(picture());
    var journey = Journey.begin(site, "slow-put");

    site.refuseNextOfBucket(400, "RequestTimeout");
    journey.settle();

    assertStoredOnce(journey.look(), odd);
  }

  @Test
  void aLinkThatJavaCannotReadIsFollowedAsBrowsersDo() {
    var odd = odd("odd-link").accepted();
    odd.looks(odd.done(odd.link() + "?sig=a b <c>&e=e%CC%81")).fetches(picture());
    var journey = Journey.begin(site, "odd-link");

    journey.settle();

    assertStoredOnce(journey.look(), odd);
  }

  @Test
  void oneThatIsNoLinkIsMissingAndTheOthersAreStored() {
    var odd = odd("no-link").accepted();
    var inline = "data:image/png;base64," + Base64.getEncoder().encodeToString(Site.PICTURE);
    odd.looks(odd.done(odd.link(), inline, "nothing at all")).fetches(picture());
    var journey = Journey.begin(site, "no-link");

    journey.settle();

    var record = journey.look();
    assertThat(record.path("status").asText()).isEqualTo("partial");
    assertThat(record.path("images")).hasSize(2);
    assertThat(record.at("/missing/0/index").asInt()).isEqualTo(2);
    assertThat(record.at("/missing/0/code").asText()).isEqualTo("result_rejected");
    assertThat(record.at("/missing/0/retryable").asBoolean(true)).isFalse();
  }

  @Test
  void whatACallbackNamedIsKeptUntilTheProviderHasSpoken() {
    var odd = odd("kept-hint").inDoubt();
    odd.looks(serverError(), notFound(), odd.done(odd.link())).fetches(picture());
    var journey = Journey.begin(site, "kept-hint");
    assertThat(journey.look().path("status").asText()).isEqualTo("in_doubt");

    settleWithHint(journey, odd);
    assertThat(journey.look().path("status").asText()).isEqualTo("in_doubt");
    for (int look = 0; look < 4; look++) { // a read is tried again by itself as well
      journey.settle();
    }

    assertStoredOnce(journey.look(), odd);
  }

  @Test
  void anInvocationThatLambdaRepeatsIsPaidForOnce() {
    var event = "{\"model\":\"seedream-5.0-lite\",\"prompt\":\"a red fox, twice-invoked\"}";
    var requestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    var first = site.function(Handler.SUBMIT).invoke(event, requestId);
    var again = site.function(Handler.SUBMIT).invoke(event, requestId);

    assertThat(Json.read(again)).isEqualTo(Json.read(first));
    assertThat(site.evolink().paidCalls("twice-invoked")).isEqualTo(1);
  }

  @Test
  void aFieldThatStandsTwiceIsNotPaidForOverABusEither() {
    var event =
        Events.of("submit-eventbridge.json")
            .replace("6a7e8feb-b491-4cf7-a9f1-bf3703467718", "00000000-b491-4cf7-a9f1-000000000001")
            .replace(
                "\"prompt\": \"a red fox, over EventBridge\"",
                "\"prompt\": \"doubled-field\", \"count\": 1, \"count\": 2");

    site.function(Handler.SUBMIT).invoke(event);

    assertThat(site.evolink().paidCalls("doubled-field")).isZero();
  }

  @Test
  void aNumberBeyondAllBoundsIsRefusedAndWaitersAreNotified() {
    var event =
        Events.of("submit-plain.json")
            .replace("order-4711-plain", "order-absurd")
            .replace(
                "\"aspectRatio\"",
                "\"taskToken\": \"AQC/absurd\", \"seed\": 1e99999999999, \"aspectRatio\"");

    var answer = Json.read(site.function(Handler.SUBMIT).invoke(event));

    assertThat(answer.path("status").asInt()).isEqualTo(400);
  }

  private OddTask odd(String name) {
    return OddTask.named(site.evolink(), name);
  }

  private void settleWithHint(Journey journey, OddTask odd) {
    var hint = "TASK\\\",\\\"provider\\\":\\\"evolink\\\",\\\"ref\\\":\\\"" + odd.id();
    var rang = "\\\",\\\"rang\\\":\\\"2026-11-20T10:15:56Z";
    var event = Events.of("settle-sqs.json", "TASK", hint + rang).replace("TASK", journey.taskId());
    site.function(Handler.SETTLE).invoke(event);
  }

  private static ResponseDefinitionBuilder page() {
    return aResponse()
        .withHeader("Content-Type", "text/html")
        .withBody("<!doctype html><title>One moment</title>");
  }

  private static ResponseDefinitionBuilder picture() {
    return ok().withHeader("Content-Type", "image/png").withBody(Site.PICTURE);
  }

  private static void assertStoredOnce(JsonNode record, OddTask odd) {
    assertThat(record.path("status").asText()).isEqualTo("succeeded");
    assertThat(record.at("/images/0/bytes").asInt()).isEqualTo(Site.PICTURE.length);
    assertThat(record.at("/images/0/sha256").asText()).isEqualTo(Site.sha256(Site.PICTURE));
    assertThat(odd.paid()).isEqualTo(1);
  }
}

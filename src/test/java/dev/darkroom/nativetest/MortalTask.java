package dev.darkroom.nativetest;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.nativetest.PortCalls.Moment;
import dev.darkroom.nativetest.Site.Handler;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One wish whose functions die on the way, with everything that settles it afterwards. */
final class MortalTask {
  private static final int MOST_ROUNDS = 12;

  private final Site site;
  private final String name;
  private final OddTask theirs;
  private int seenChecks;

  /**
   * A wish with a webhook and a waiting state machine.
   *
   * @param name in its id, its prompt and its token: nobody else's, and no part of another's
   */
  MortalTask(Site site, String name) {
    this.site = site;
    this.name = name;
    theirs = OddTask.named(site.evolink(), name).accepted();
    theirs
        .looks(theirs.done(theirs.link()))
        .fetches(ok().withHeader("Content-Type", "image/png").withBody(Site.PICTURE));
  }

  String id() {
    return TaskId.of(new RequestId(name)).value();
  }

  /** The event that asks for it. */
  String event() {
    var event = (ObjectNode) Json.read(Events.of("submit-plain.json"));
    event.put("id", name).put("prompt", "a red fox for " + name).put("taskToken", token());
    event.putObject("notify").put("url", site.evolink().webhook().toString());
    return event.toString();
  }

  private String token() {
    return "AQC/" + name;
  }

  /** The queue brings a check of it. */
  String check() {
    return Events.of("settle-sqs.json", "TASK", id());
  }

  void submit() {
    site.function(Handler.SUBMIT).invoke(event());
  }

  /** Whether the function of that event has died at that call. */
  boolean dies(Handler handler, String event, String call, Moment moment) {
    return site.kill(handler, event, call, moment);
  }

  /**
   * Fresh processes go on: the event is retried, the provider calls back where it was paid, the
   * queue brings its checks, time passes, and the sweep looks.
   */
  void goOn() {
    submit();
    for (int round = 0; isOpen() && round < MOST_ROUNDS; round++) {
      if (status().equals("submitting")) {
        site.age(id());
      }
      callBackIfPaid();
      site.makeDue(id());
      site.function(Handler.SWEEP).invoke(Events.of("schedule.json"));
      settleAll();
      if (status().equals("in_doubt") && theirs.paid() == 0) {
        site.age(id());
      }
    }
  }

  private void callBackIfPaid() {
    if (theirs.paid() == 0 || isReferenceKnown()) {
      return;
    }
    var path = site.evolink().callback("a red fox for " + name).getPath();
    var event =
        Events.of("callback.json", "TOKEN", path.substring(path.lastIndexOf('/') + 1))
            .replace("TASK", theirs.id());
    site.function(Handler.CALLBACK).invoke(event);
  }

  /** The checks that were put on the queue since the last look. */
  private void settleAll() {
    var checks = site.aws().checks(id());
    for (var body : checks.subList(seenChecks, checks.size())) {
      var event = (ObjectNode) Json.read(check());
      ((ObjectNode) event.at("/Records/0")).put("body", body);
      site.function(Handler.SETTLE).invoke(event.toString());
    }
    seenChecks = checks.size();
  }

  private boolean isReferenceKnown() {
    return Set.of("processing", "succeeded").contains(status());
  }

  private String status() {
    return record().path("status").asText();
  }

  private JsonNode record() {
    return new Journey(site, "", id()).look();
  }

  /** A provisional failure stays open for a day: it counts as told. */
  private boolean isOpen() {
    var status = status();
    boolean isEnded = status.equals("succeeded") || status.equals("failed");
    return !isEnded || outcomes().isEmpty() || !isToldEverywhere();
  }

  private boolean isToldEverywhere() {
    return !webhookIds().isEmpty() && !site.aws().handedBack(token()).isEmpty() && isTold();
  }

  private boolean isTold() {
    return record().path("timeline").findValuesAsText("outcome").contains("told");
  }

  private List<JsonNode> outcomes() {
    return site.aws().outcomes(id());
  }

  private List<String> webhookIds() {
    return site.evolink().webhooks().stream()
        .filter(call -> call.getBodyAsString().contains(id()))
        .map(call -> call.getHeader("webhook-id"))
        .distinct()
        .toList();
  }

  /** Judges where it stands at last. */
  void judge() {
    var record = record();
    assertThat(theirs.paid()).as("paid calls").isLessThanOrEqualTo(1);
    assertThat(isOpen()).as("open: %s", record).isFalse();
    boolean isDelivered = record.path("status").asText().equals("succeeded");
    assertThat(isDelivered).as("%s", record).isEqualTo(theirs.paid() == 1);
    assertThat(site.objects(id())).hasSize(isDelivered ? 1 : 0);
    assertThat(webhookIds()).hasSize(1);
    assertThat(outcomeIds()).hasSize(1);
    if (isDelivered) {
      assertThat(site.objects(id()).getFirst()).isEqualTo(record.at("/images/0/key").asText());
      assertThat(record.at("/images/0/sha256").asText()).isEqualTo(Site.sha256(Site.PICTURE));
      assertThat(site.aws().handedBack(token()))
          .containsOnlyKeys("AWSStepFunctions.SendTaskSuccess");
    } else {
      assertThat(record.at("/error/code").asText()).isEqualTo("submission_in_doubt");
      assertThat(site.aws().handedBack(token()))
          .containsOnlyKeys("AWSStepFunctions.SendTaskFailure");
    }
  }

  /** What the bus was told, each id once. */
  private Set<String> outcomeIds() {
    return outcomes().stream()
        .map(entry -> Json.read(entry.path("Detail").asText()).path("outcomeId").asText())
        .collect(Collectors.toSet());
  }
}

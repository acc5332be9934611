package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.simulator.fault.Faults;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.protocol.CreateRequest;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.soak.Flaw.Kind;
import dev.darkroom.soak.OutcomeBus.Told;
import dev.darkroom.soak.SoakFault.Pictures;
import dev.darkroom.soak.SoakTask.Said;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An audit that finds nothing proves nothing: here it has something to find. */
class TaskAuditTest {
  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

  private final List<SimulatedTask> taken = new ArrayList<>(List.of(order("")));
  private final List<Told> told = new ArrayList<>();
  private final List<String> handedBack = new ArrayList<>();
  private Map<String, Object> event = Map.of();
  private Pictures pictures = Pictures.WHOLE;
  private String submitted = "processing";
  private boolean isRung;
  private Optional<JsonNode> record = Optional.empty();

  @Test
  void aDeliveryThatWasToldIsFine() {
    is("succeeded", 1);
    tell("succeeded", "succeeded");

    assertThat(kinds()).isEmpty();
  }

  @Test
  void twoOrdersOfOneTaskAreBilledTwice() {
    is("succeeded", 2);
    tell("succeeded", "succeeded");
    taken.add(order(""));

    assertThat(kinds()).containsExactly(Kind.BILLED_TWICE);
  }

  @Test
  void aKnownTaskThatFailsThoughItsPictureCouldBeHadIsLost() {
    is("failed", 0);
    tell("failed", "failed");

    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void aTaskThatOnlyACallbackNamedIsKnownAsWell() {
    submitted = "in_doubt";
    isRung = true;
    is("failed", 0);
    tell("failed", "failed");

    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void aDoubtThatNobodyCanEndIsNoLoss() {
    submitted = "in_doubt";
    is("failed", 0);
    tell("provisional", "failed");

    assertThat(kinds()).isEmpty();
  }

  @Test
  void whatIsPaidForWithoutARecordIsLost() {
    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void whatACallerWasToldOfWithoutARecordIsLost() {
    taken.clear();

    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void aPictureThatNobodyMadeIsWrong() {
    taken.clear();
    is("succeeded", 1);
    tell("succeeded", "succeeded");

    assertThat(kinds()).containsExactly(Kind.WRONG_STATE);
  }

  @Test
  void aPictureThatNobodyCouldHaveIsWrong() {
    pictures = Pictures.NONE;
    is("succeeded", 1);
    tell("succeeded", "succeeded");

    assertThat(kinds()).containsExactly(Kind.WRONG_STATE);
  }

  @Test
  void aWholeResultWithAMissingImageIsWrong() {
    taken.set(0, order("@fault:more=3"));
    is("partial", 2);
    record.ifPresent(it -> it.withArrayProperty("missing").addObject());
    tell("partial", "partial");

    assertThat(kinds()).containsExactly(Kind.WRONG_STATE);
  }

  @Test
  void imagesThatAreNeitherStoredNorMissingAreWrong() {
    pictures = Pictures.SPARED;
    taken.set(0, order("@fault:more=3 @fault:only-last"));
    is("partial", 1);
    record.ifPresent(it -> it.withArrayProperty("missing").addObject());
    tell("partial", "partial");

    assertThat(kinds()).containsExactly(Kind.WRONG_STATE);
  }

  @Test
  void theOnlyLinkOfSeveralPicturesMayBeTheOneThatIsSpared() {
    pictures = Pictures.SPARED;
    taken.set(0, order("@fault:one-link-as-object @fault:more=3 @fault:only-last"));
    is("succeeded", 1);
    tell("succeeded", "succeeded");

    assertThat(kinds()).isEmpty();
  }

  @Test
  void theOnlyLinkOfSeveralPicturesMayBeTheOneThatIsDead() {
    pictures = Pictures.SPARED;
    taken.set(0, order("@fault:one-link-as-text @fault:more=3 @fault:only-first"));
    is("failed", 0);
    tell("failed", "failed");

    assertThat(kinds()).isEmpty();
  }

  @Test
  void aSparedPictureThatFailsIsLost() {
    pictures = Pictures.SPARED;
    taken.set(0, order("@fault:more=3 @fault:only-first"));
    is("failed", 0);
    tell("failed", "failed");

    assertThat(kinds()).containsExactly(Kind.LOST);
  }

  @Test
  void anOutcomeThatNobodyWasToldOfIsMissing() {
    is("succeeded", 1);

    assertThat(kinds()).containsExactly(Kind.OUTCOME_MISSING);
  }

  @Test
  void aFailureAfterADeliveryIsWrong() {
    is("succeeded", 1);
    tell("succeeded", "succeeded");
    tell("failed", "failed");

    assertThat(kinds()).containsOnly(Kind.OUTCOME_WRONG);
  }

  @Test
  void aSecondIdIsForLateImagesAlone() {
    is("succeeded", 1);
    tell("succeeded", "succeeded");
    tell("succeeded", "other");

    assertThat(kinds()).containsExactly(Kind.OUTCOME_WRONG);
  }

  @Test
  void aFormerClaimMayHaveBeenRefused() {
    is("succeeded", 1);
    told.add(tellOf("mark-failed", "failed", "none"));
    told.add(tellOf("mark-2-succeeded", "succeeded", "billed"));

    assertThat(kinds()).isEmpty();
  }

  @Test
  void aFormerClaimThatWasBilledIsWrong() {
    is("succeeded", 1);
    told.add(tellOf("mark-failed", "failed", "unknown"));
    told.add(tellOf("mark-2-succeeded", "succeeded", "billed"));

    assertThat(kinds()).containsExactly(Kind.OUTCOME_WRONG);
  }

  @Test
  void aTokenThatIsNotHandedBackIsAMissingOutcome() {
    event = Map.of("taskToken", "token");
    is("succeeded", 1);
    tell("succeeded", "succeeded");

    assertThat(kinds()).containsExactly(Kind.OUTCOME_MISSING);
  }

  @Test
  void aTokenThatSucceedsWithoutADeliveryIsWrong() {
    event = Map.of("taskToken", "token");
    submitted = "in_doubt";
    handedBack.add("success");
    is("failed", 0);
    tell("failed", "failed");

    assertThat(kinds()).containsExactly(Kind.OUTCOME_WRONG);
  }

  @Test
  void whatStillRunsInTheEndIsOpen() {
    is("processing", 0);
    tell("failed", "failed");

    assertThat(kinds()).contains(Kind.STILL_OPEN);
  }

  private List<Kind> kinds() {
    var task = new SoakTask(1, event, List.of(new SoakFault("", pictures)));
    task.said(new Said(NOW, "submit", 202, submitted));
    return TaskAudit.of(new Evidence(task, taken, isRung, record, told, handedBack)).stream()
        .map(Flaw::kind)
        .toList();
  }

  private void is(String status, int images) {
    var body = JsonNodeFactory.instance.objectNode().put("status", status);
    var list = body.putArray("images");
    for (int i = 0; i < images; i++) {
      list.addObject().put("key", "image-" + i);
    }
    record = Optional.of(body);
  }

  private void tell(String type, String suffix) {
    told.add(tellOf("claim-" + suffix, type, "billed"));
  }

  private static Told tellOf(String id, String type, String cost) {
    var generation = JsonNodeFactory.instance.objectNode();
    generation.putObject("cost").put("status", cost);
    return new Told(NOW, "task", "task-" + id, "generation." + type, generation);
  }

  private static SimulatedTask order(String faults) {
    return new SimulatedTask(
        "theirs",
        "sk-soak",
        new CreateRequest(
            "model",
            SoakTask.tag(1) + faults,
            1,
            new PictureSize(8, 8),
            PictureFormat.JPEG,
            Optional.of(URI.create("http://localhost/callback"))),
        Faults.in(faults, "evolink"),
        NOW,
        Duration.ZERO,
        new SimulatedTask.Links("name", "signature", Duration.ofDays(1)),
        JsonNodeFactory.instance.objectNode());
  }
}

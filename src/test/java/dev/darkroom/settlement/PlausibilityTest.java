package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Operation;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a provider's task may be the one that Darkroom submitted. */
class PlausibilityTest {
  private static final String OLDER = "it was made before our claim";
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Task task = Examples.taskWith(Map.of()); // claimed at NOW
  private final Instant now = NOW.plusSeconds(60);

  @Test
  void byTheProvidersOwnClockATaskMayBeFiveMinutesOlderThanOurClaim() {
    var theirNow = Instant.parse("2001-01-01T00:00:00Z");
    var oldest = theirNow.minusSeconds(60).minus(SKEW);

    assertThat(objection(made(oldest, Optional.of(theirNow)))).isEmpty();
    assertThat(objection(made(oldest.minusMillis(1), Optional.of(theirNow)))).contains(OLDER);
  }

  @Test
  void byAnUnknownClockATaskMayBeADayOlderThanOurClaim() {
    var oldest = NOW.minus(Duration.ofDays(1));

    assertThat(objection(made(oldest, Optional.empty()))).isEmpty();
    assertThat(objection(made(oldest.minusMillis(1), Optional.empty()))).contains(OLDER);
  }

  @Test
  void aTaskThatNamesNeitherTimeNorModelIsNotObjectedTo() {
    assertThat(objection(new Reported(new Running(), Optional.empty(), Optional.empty())))
        .isEmpty();
  }

  @Test
  void theNameOfAnotherModelIsAnObjectionHoweverItIsWritten() {
    assertThat(objection(of("their-z-image"))).contains("it is of another model");
    assertThat(objection(of(" Their-Z-Image "))).contains("it is of another model");
  }

  @Test
  void ourModelAndANameThatNobodyKnowsAreNone() {
    assertThat(objection(of("their-seedream"))).isEmpty();
    assertThat(objection(of("their-seedream-v2"))).isEmpty();
  }

  @Test
  void aNameThatTwoModelsShareIsNoEvidence() {
    var shared = List.of(row("z-image", "shared"), row(Examples.MODEL.value(), "shared"));

    assertThat(Plausibility.isAnother(task, "shared", shared)).isFalse();
  }

  private Optional<String> objection(Reported answer) {
    var rows = List.of(Examples.capability(), row("z-image", "their-z-image"));
    return Plausibility.objection(task, answer, rows, now);
  }

  private static Reported made(Instant created, Optional<Instant> answered) {
    return new Reported(new Running(), Optional.of(created), Optional.empty(), answered);
  }

  private static Reported of(String model) {
    return new Reported(new Running(), Optional.empty(), Optional.of(model));
  }

  private static Capability row(String model, String theirs) {
    return Capability.row(model, theirs, Operation.GENERATE).from("made for tests", "2026-11-20");
  }
}

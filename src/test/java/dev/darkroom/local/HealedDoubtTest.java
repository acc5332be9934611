package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.TaskStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A paid call whose answer and callback are lost, at a provider that knows idempotency keys. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class HealedDoubtTest {
  private static final ProviderId EVOLINK = new ProviderId("evolink");
  private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
  private static final Duration TO_THE_DEADLINE = Duration.ofMinutes(12);

  @Inject TimeLapse time;
  @Inject TaskStore store;
  @Inject Clock clock;

  @BeforeEach
  void theAccountIsSeenToHonourKeys() {
    var seen = Caller.canary("evolink");

    assertThat(seen.statusCode()).isEqualTo(200);
    assertThat(seen.<Boolean>path("honoured")).isTrue();
    assertThat(Caller.http().get("/v1/providers/evolink/canary").asString())
        .isEqualTo(seen.asString());
    time.advance(Duration.ofMinutes(10));
  }

  @Test
  void fiftyLostAnswersAreFiftyImagesWithinTwoMinutesEachPaidOnce() {
    var ids = IntStream.range(0, 50).mapToObj(number -> "lost-" + number).toList();
    ids.forEach(id -> assertThat(submit(id, "no-answer-lost")).isEqualTo("in_doubt"));

    pass(TWO_MINUTES);

    assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("succeeded"));
    assertThat(ids).allSatisfy(id -> assertThat(paid(id)).isEqualTo(1));
    assertThat(ids).allSatisfy(id -> assertThat(submits(id)).isEqualTo(2));
    assertThat(record().isHonoured()).isTrue();
  }

  @Test
  void whereKeysAreIgnoredNothingIsRepeated() {
    store.keepCanary(
        new CanaryRecord(EVOLINK, false, record().account(), clock.instant(), "two tasks"));
    submit("keyless", "no-answer-lost");

    pass(TO_THE_DEADLINE);

    assertThat(status("keyless")).isEqualTo("failed");
    assertThat(Caller.generation("keyless").<String>path("error.code"))
        .isEqualTo("submission_in_doubt");
    assertThat(paid("keyless")).isEqualTo(1);
    assertThat(submits("keyless")).isEqualTo(1);
  }

  /** This is the one case in which a paid call is paid for twice. It ends with the first one. */
  @Test
  void aGatewayThatBeginsToIgnoreKeysIsPaidTwiceOnceAndNotTrustedAnyMore() {
    submit("begins", "no-answer-lost @fault:key-ignored");
    pass(TWO_MINUTES);
    submit("goes-on", "no-answer-lost @fault:key-ignored");
    pass(TO_THE_DEADLINE);

    assertThat(status("begins")).isEqualTo("succeeded");
    assertThat(submits("begins")).isEqualTo(2);
    assertThat(paid("begins")).isEqualTo(2);
    assertThat(record().isHonoured()).isFalse();
    assertThat(record().seen()).contains("trust withdrawn");
    assertThat(status("goes-on")).isEqualTo("failed");
    assertThat(submits("goes-on")).isEqualTo(1);
    assertThat(paid("goes-on")).isEqualTo(1);
  }

  @Test
  void aRepeatWhoseAnswerIsLostAsWellIsTheLastOne() {
    submit("both", "no-answer-lost @fault:replay-lost");

    pass(TO_THE_DEADLINE);

    assertThat(status("both")).isEqualTo("failed");
    assertThat(submits("both")).isEqualTo(2);
    assertThat(paid("both")).isEqualTo(1);
  }

  @Test
  void whatWasNotTakenIsFreeAgainByTheList() {
    submit("untaken", "answer=502", "z-image");

    pass(Duration.ofMinutes(7));

    assertThat(status("untaken")).isEqualTo("failed");
    assertThat(Caller.generation("untaken").<String>path("error.code"))
        .isEqualTo("provider_unavailable");
    assertThat(paid("untaken")).isZero();
    assertThat(submit("untaken", "answer=502", "z-image")).isEqualTo("in_doubt");
  }

  /** Longer than the margin: the list then says that nothing was taken. Hence the margin. */
  @Test
  void aListThatLagsWithinItsMarginProvesNothing() {
    store.keepCanary(
        new CanaryRecord(EVOLINK, false, record().account(), clock.instant(), "two tasks"));
    submit("lagging", "no-answer-lost @fault:list-lag=240");

    pass(Duration.ofMinutes(9));

    assertThat(status("lagging")).isEqualTo("in_doubt");
  }

  private CanaryRecord record() {
    return store.canary(EVOLINK).orElseThrow();
  }

  private static String submit(String id, String fault) {
    return submit(id, fault, "seedream-5.0-lite");
  }

  private static String submit(String id, String fault, String model) {
    var event =
        Map.<String, Object>of(
            "prompt", "a fox @fault:" + fault, "model", model, "deadlineSeconds", 600);
    return Caller.submit(id, event).path("status");
  }

  private void pass(Duration whole) {
    var step = Duration.ofSeconds(30);
    for (var at = Duration.ZERO; at.compareTo(whole) < 0; at = at.plus(step)) {
      time.advance(step);
    }
  }

  private static String status(String id) {
    return Caller.generation(id).path("status");
  }

  private static int paid(String id) {
    return LocalWorld.simulator().accepted("[" + id + "]");
  }

  private static int submits(String id) {
    return LocalWorld.simulator().submits("[" + id + "]");
  }
}

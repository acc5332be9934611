package dev.darkroom.task;

import static dev.darkroom.task.TaskExamples.EVOLINK;
import static dev.darkroom.task.TaskExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values as callers and operators read them. */
class SmallValuesTest {
  private static final AccountFingerprint ACCOUNT = AccountFingerprint.of("a key");

  @Test
  void idsAndNamesReadAsThemselves() {
    assertThat(EVOLINK).hasToString("evolink");
    assertThat(new ModelName("z-image")).hasToString("z-image");
    assertThat(new RequestId("order-1")).hasToString("order-1");
    assertThat(new AspectRatio("16:9")).hasToString("16:9");
    assertThat(new TaskId("0".repeat(26))).hasToString("0".repeat(26));
    assertThat(new AccountFingerprint("0123456789abcdef")).hasToString("0123456789abcdef");
    var trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    assertThat(new TraceParent(trace)).hasToString(trace);
  }

  @Test
  void wordsForCallersAreInLowerCase() {
    assertThat(Adjustment.Kind.DROPPED.text()).isEqualTo("dropped");
    assertThat(Media.VIDEO.text()).isEqualTo("video");
    assertThat(Operation.EDIT.text()).isEqualTo("edit");
    assertThat(OutcomeType.LATE.text()).isEqualTo("generation.late");
    assertThat(OutcomeType.words())
        .containsExactly("succeeded", "partial", "late", "failed", "provisional", "cancelled");
  }

  @Test
  void aRatioIsEqualToTheSameRatioAlone() {
    assertThat(new AspectRatio("16:9")).isEqualTo(new AspectRatio("16:9"));
    assertThat(new AspectRatio("16:9")).hasSameHashCodeAs(new AspectRatio("16:9"));
    assertThat(new AspectRatio("16:9")).isNotEqualTo(new AspectRatio("9:16"));
    assertThat(new AspectRatio("16:9").hashCode()).isNotEqualTo(AspectRatio.AUTO.hashCode());
  }

  @Test
  void aSizeIsReadAsPixelsAndAsAShape() {
    var size = new Pixels(200, 100);

    assertThat(size).hasToString("200x100");
    assertThat(size.area()).isEqualTo(20_000);
    assertThat(size.quotient()).isEqualTo(2.0);
    assertThat(new Pixels(1, 1).area()).isEqualTo(1);
    assertThat(new Pixels(100_000, 100_000).area()).isEqualTo(10_000_000_000L);
    var ratio = new AspectRatio("16:9");
    assertThat(new Ratio(ratio, Optional.empty())).hasToString("16:9");
    assertThat(new Ratio(ratio, Optional.of(Resolution.K2))).hasToString("16:9 at 2K");
    assertThat(Resolution.K4.tier()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void theSameRequestMayWorkLaterOnlyAfterSomeFailures(ErrorCode code) {
    var retryable =
        List.of(
            ErrorCode.QUOTA_EXHAUSTED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.KEY_REJECTED,
            ErrorCode.PROVIDER_UNAVAILABLE,
            ErrorCode.GENERATION_FAILED);

    assertThat(code.isRetryable()).isEqualTo(retryable.contains(code));
  }

  @Test
  void whatWasSeenOfKeysHoldsForTheAccountThatItWasSeenOf() {
    var other = AccountFingerprint.of("another key");

    assertThat(canary(true).isTrustedFor(ACCOUNT)).isTrue();
    assertThat(canary(true).isTrustedFor(other)).isFalse();
    assertThat(canary(false).isTrustedFor(ACCOUNT)).isFalse();
  }

  private static CanaryRecord canary(boolean isHonoured) {
    return new CanaryRecord(EVOLINK, isHonoured, ACCOUNT, NOW, "two answers, one task");
  }

  @Test
  void anAccountIsTheSameWithABreakBehindItsKey() {
    assertThat(AccountFingerprint.of("a key\n")).isEqualTo(ACCOUNT);
    assertThat(AccountFingerprint.of("a Key")).isNotEqualTo(ACCOUNT);
  }

  @Test
  void aCallIsKeptForARepeatUpToALength() {
    var longest = SentCall.of("x".repeat(100_000), ACCOUNT);

    assertThat(longest.repeatableBody()).contains("x".repeat(100_000));
    assertThat(SentCall.of("x".repeat(100_001), ACCOUNT).repeatableBody()).isEmpty();
    assertThat(longest.repeated(NOW).repeatableBody()).isEmpty();
    assertThat(new SentCall(Optional.of("{}"), ACCOUNT, Optional.of(NOW)).repeatableBody())
        .as("it was repeated")
        .isEmpty();
  }

  @Test
  void aCallShowsNothingOfItsBody() {
    assertThat(SentCall.of("a secret", ACCOUNT).toString())
        .startsWith("SentCall[body=***, account=")
        .doesNotContain("secret");
    assertThat(SentCall.of("a secret", ACCOUNT).withoutBody().toString()).contains("body=none");
  }

  @Test
  void anIdIsTriedAsOursAndThenAsTheCallers() {
    var own = "0".repeat(26);
    var asked = new ArrayList<TaskId>();

    var found =
        new EitherId(own)
            .find(
                id -> {
                  asked.add(id);
                  return id.value().equals(own) ? Optional.<String>empty() : Optional.of("found");
                });

    assertThat(found).contains("found");
    assertThat(asked).containsExactly(new TaskId(own), TaskId.of(new RequestId(own)));
    assertThat(new EitherId(own).find(Optional::of)).contains(new TaskId(own));
    assertThat(new EitherId("order-1").find(Optional::of))
        .contains(TaskId.of(new RequestId("order-1")));
    assertThat(new EitherId("no id").find(Optional::of)).isEmpty();
  }

  @Test
  void theWordForLateImagesIsReadAsItIsWritten() {
    assertThat(LateImages.parse("keep")).contains(LateImages.KEEP);
    assertThat(LateImages.parse("drop")).contains(LateImages.DROP);
    assertThat(LateImages.parse("KEEP")).isEmpty();
  }

  @Test
  void ofTwoMomentsTheEarlierOneCountsAndOfOneThatOne() {
    var early = Optional.of(NOW);
    var late = Optional.of(NOW.plusSeconds(1));

    assertThat(SweepPass.earliest(early, late)).isEqualTo(early);
    assertThat(SweepPass.earliest(late, early)).isEqualTo(early);
    assertThat(SweepPass.earliest(Optional.empty(), late)).isEqualTo(late);
    assertThat(SweepPass.earliest(late, Optional.empty())).isEqualTo(late);
    assertThat(SweepPass.earliest(Optional.empty(), Optional.empty())).isEmpty();
  }

  @Test
  void aLostImageSaysWhichAndWhy() {
    assertThat(new MissingImage(2, ErrorCode.RESULT_EXPIRED, "gone").note())
        .isEqualTo("image 2 missing: result_expired");
  }

  @Test
  void aBillStaysWhereALaterAnswerNamesNone() {
    var bill = Optional.of(new Cost(BigDecimal.ONE, "credits"));
    var other = Optional.of(new Cost(BigDecimal.TWO, "credits"));

    assertThat(Costs.UNKNOWN.billed(bill).billed(Optional.empty()).billed()).isEqualTo(bill);
    assertThat(Costs.UNKNOWN.billed(bill).billed(other).billed()).isEqualTo(other);
    assertThat(Costs.reserved(bill).billed(other).reserved()).isEqualTo(bill);
  }
}

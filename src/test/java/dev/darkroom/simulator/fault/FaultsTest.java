package dev.darkroom.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How a prompt asks for faults. */
class FaultsTest {
  private static final List<String> PROVIDERS = List.of("acme", "other");

  @Test
  void severalFaultsMayBeAskedForInOnePrompt() {
    var faults = Faults.in("a fox @fault:gzip and @fault:only-last, please", "acme");

    assertThat(faults.has(LinkFault.GZIP)).isTrue();
    assertThat(faults.has(LinkFault.ONLY_LAST)).isTrue();
    assertThat(faults.has(LinkFault.ONLY_FIRST)).isFalse();
  }

  @Test
  void aFaultTakesItsValueOrAnOwnOne() {
    assertThat(Faults.in("@fault:more=2500", "acme").number(TaskFault.MORE)).isEqualTo(2500);
    assertThat(Faults.in("@fault:more", "acme").number(TaskFault.MORE)).isEqualTo(40);
    assertThat(Faults.in("a fox", "acme").number(TaskFault.MORE)).isZero();
  }

  @Test
  void aPlusIsABlank() {
    assertThat(Faults.in("@fault:state=+Succeed+", "acme").value(TaskFault.STATE))
        .contains(" Succeed ");
  }

  @Test
  void aFaultMayBeMeantForOneProviderAlone() {
    var prompt = "@fault:answer=504/acme";

    assertThat(Faults.in(prompt, "acme").number(SubmitFault.ANSWER)).isEqualTo(504);
    assertThat(Faults.in(prompt, "other").has(SubmitFault.ANSWER)).isFalse();
  }

  @Test
  void whatIsMisspeltIsNamed() {
    assertThat(Faults.unknownIn("@fault:gzipp @fault:gzip/acne", PROVIDERS))
        .containsExactly("gzipp", "acne");
    assertThat(Faults.unknownIn("@fault:gzip=1", PROVIDERS)).containsExactly("gzip");
    assertThat(Faults.unknownIn("@fault:more=1 @fault:gzip/acme", PROVIDERS)).isEmpty();
  }

  @Test
  void noTwoFaultsHaveOneName() {
    assertThat(Fault.all()).extracting(Fault::word).doesNotHaveDuplicates();
  }
}

package dev.darkroom.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void aTraceparentIsPassedOnAsItCame() {
    var trace = TraceParent.of(" 00-" + TRACE + "-" + SPAN + "-01 ").orElseThrow();

    assertThat(trace.value()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    assertThat(trace.traceId()).isEqualTo(TRACE);
  }

  @Test
  void xRayReadsTheSameTrace() {
    assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-03").orElseThrow().forXRay())
        .isEqualTo("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;Parent=00f067aa0ba902b7;Sampled=1");
    assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-00").orElseThrow().forXRay())
        .endsWith("Sampled=0");
  }

  @Test
  void aLaterVersionIsReadAsFarAsItIsKnown() {
    assertThat(TraceParent.of("cc-" + TRACE + "-" + SPAN + "-01-what-else").orElseThrow().value())
        .isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-01-tail",
        "cc-" + TRACE + "-" + SPAN + "-01.tail",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
      })
  void aMalformedTraceIsIgnored(String text) {
    assertThat(TraceParent.of(text)).isEmpty();
  }

  @Test
  void anotherVersionIsNoValueOfOurs() {
    assertThatThrownBy(() -> new TraceParent("cc-" + TRACE + "-" + SPAN + "-01"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

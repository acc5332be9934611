package dev.darkroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.task.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineJsonTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123Z");

  @Test
  void everyFieldLiesAtTheTopLevel() {
    var line = json(Measures.NONE, true);

    assertThat(line.toString())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-20T12:00:00.123Z\",\"level\":\"INFO\","
                + "\"loggerName\":\"dev.darkroom.step\",\"step\":\"settlement\","
                + "\"taskId\":\"t-1\",\"provider\":\"acme\",\"traceId\":\"4bf9\","
                + "\"outcome\":\"succeeded\",\"millis\":42}");
  }

  @Test
  void whatIsCountedIsAnEmbeddedMetricOfItsProvider() {
    var line = json(Measures.one(Metric.DELIVERED).and(Metric.BYTES, 3_000_000_000L), true);

    assertThat(line.path("Delivered").isNumber()).isTrue();
    assertThat(line.path("Bytes").longValue()).isEqualTo(3_000_000_000L);
    assertThat(line.at("/_aws/Timestamp").longValue()).isEqualTo(AT.toEpochMilli());
    var directives = line.at("/_aws/CloudWatchMetrics");
    assertThat(directives).hasSize(1);
    assertThat(directives.path(0).path("Namespace").asText()).isEqualTo("Darkroom");
    assertThat(directives.path(0).path("Dimensions").toString()).isEqualTo("[[\"provider\"]]");
    assertThat(directives.path(0).path("Metrics").toString())
        .isEqualTo(
            "[{\"Name\":\"Delivered\",\"Unit\":\"Count\"},{\"Name\":\"Bytes\",\"Unit\":\"Bytes\"}]");
  }

  @Test
  void metricsOfOtherDimensionsHaveADirectiveOfTheirOwn() {
    var line =
        json(Measures.one(Metric.DELIVERED).and(new Cost(new BigDecimal("1E+3"), "credits")), true);

    assertThat(line.path("Cost").decimalValue()).isEqualByComparingTo("1000");
    assertThat(line.path("unit").asText()).isEqualTo("credits");
    assertThat(dimensions(line)).containsExactly("[[\"provider\"]]", "[[\"provider\",\"unit\"]]");
  }

  @Test
  void aFailureIsCountedByProviderAndByReason() {
    var line = json(Measures.one(Metric.FAILED, "deadline_passed"), true);

    assertThat(line.path("reason").asText()).isEqualTo("deadline_passed");
    assertThat(dimensions(line)).containsExactly("[[\"provider\"],[\"provider\",\"reason\"]]");
  }

  @Test
  void whatNoProviderWasAskedForHasNone() {
    var line =
        CapturedLines.tree(
            LineJson.write(
                new Line(
                    AT,
                    "INFO",
                    "intake",
                    Line.names(Optional.empty(), Optional.empty(), Optional.empty()),
                    "refused:invalid_request",
                    Duration.ZERO,
                    Measures.one(Metric.REFUSED, "invalid_request")),
                true));

    assertThat(dimensions(line)).containsExactly("[[],[\"reason\"]]");
  }

  @Test
  void everyDimensionAndMetricThatIsNamedIsThere() {
    var everything = Measures.one(Metric.FAILED, "why");
    for (var metric : Metric.values()) {
      everything = everything.and(metric, 1);
    }
    var line = json(everything.and(new Cost(BigDecimal.ONE, "USD")), true);

    for (var directive : line.at("/_aws/CloudWatchMetrics")) {
      for (var set : directive.path("Dimensions")) {
        set.forEach(name -> assertThat(line.path(name.asText()).isTextual()).isTrue());
      }
      for (var metric : directive.path("Metrics")) {
        assertThat(line.path(metric.path("Name").asText()).isNumber()).isTrue();
      }
    }
  }

  @Test
  void metricsCanBeTurnedOff() {
    var line = json(Measures.one(Metric.FAILED, "why"), false);

    assertThat(line.has("_aws")).isFalse();
    assertThat(line.has("Failed")).isFalse();
  }

  @Test
  void aLinkThatHadDiedAlreadyIsANegativeMarginAndAClockThatGoesWrongIsNoTime() {
    var line =
        json(
            Measures.NONE
                .and(Metric.COPY_MARGIN, Duration.ofSeconds(-7))
                .and(Metric.CALLBACK_TO_STORED, Duration.ofSeconds(-7)),
            true);

    assertThat(line.path("CopyMargin").asInt()).isEqualTo(-7);
    assertThat(line.path("CallbackToStored").asInt()).isZero();
  }

  private static JsonNode json(Measures measures, boolean withMetrics) {
    return CapturedLines.tree(
        LineJson.write(
            new Line(
                AT,
                "INFO",
                "settlement",
                Line.names(Optional.of("t-1"), Optional.of("acme"), Optional.of("4bf9")),
                "succeeded",
                Duration.ofMillis(42),
                measures),
            withMetrics));
  }

  private static List<String> dimensions(JsonNode line) {
    return line.at("/_aws/CloudWatchMetrics").findValues("Dimensions").stream()
        .map(JsonNode::toString)
        .toList();
  }
}

package dev.darkroom.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.Examples;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A wish may be larger as it is kept than as it came, and is measured as it is kept. */
class RequestSizeTest {
  @ParameterizedTest
  @MethodSource("growing")
  void whatGrowsBeyondARecordIsRefused(String event) {
    assertThat(event.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(Event.MAX_BYTES);

    var reader = new EventReader(TestingEvents.object(event));

    assertThat(reader.read(Optional.empty(), Examples.request().id())).isEmpty();
    assertThat(reader.faults()).hasSize(1);
    assertThat(reader.faults().getFirst().message())
        .contains("as it is kept", "at most " + Event.MAX_BYTES);
  }

  @Test
  void anOrdinaryEventOfFullLengthIsTaken() {
    var start = "{\"model\":\"seedream-5.0-lite\",\"id\":\"full\",\"prompt\":\"";
    int room = (Event.MAX_BYTES - start.length() - 2) / 4;

    var reader = new EventReader(TestingEvents.object(start + "🦊".repeat(room) + "\"}"));

    assertThat(reader.read(Optional.empty(), Examples.request().id())).isPresent();
  }

  static Stream<String> growing() {
    var numbers =
        "{\"model\":\"seedream-5.0-lite\",\"prompt\":\"fox\",\"providerOptions\":{\"acme\":{\"x\":["
            + String.join(",", Collections.nCopies(52_000, "99e9"))
            + "]}}}";
    var keys =
        IntStream.range(0, 60)
            .mapToObj(n -> "\"s3://bucket/" + "%".repeat(1_000) + n + "\"")
            .collect(Collectors.joining(","));
    var links =
        "{\"model\":\"seedream-5.0-lite\",\"prompt\":\""
            + "🦊".repeat(45_000)
            + "\",\"images\":["
            + keys
            + "]}";
    var notify =
        "{\"model\":\"seedream-5.0-lite\",\"prompt\":\""
            + "🦊".repeat(62_500)
            + "\",\"notify\":{\"url\":\"https://a.example/|"
            + "🦊".repeat(2_000)
            + "\"}}";
    return Stream.of(numbers, links, notify);
  }
}

package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.darkroom.task.ProviderId;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers that no provider would give, and that must not hurt. */
class OddAnswersTest {
  @Test
  void namesThatCollideAreNames() {
    var names =
        IntStream.range(0, 1 << 12)
            .mapToObj(
                bits ->
                    IntStream.range(0, 12)
                        .mapToObj(bit -> (bits >> bit & 1) == 0 ? "Aa" : "B@")
                        .collect(Collectors.joining()))
            .map(name -> "\"" + name + "\":1")
            .collect(
                Collectors.joining(
                    ",",
                    """
                {"id":"t",""",
                    "}"));

    assertThat(ProviderJson.object(names)).isPresent();
  }

  @Test
  void aNameOfAnyLengthIsAName() {
    assertThat(ProviderJson.object("{\"id\":\"t\",\"" + "n".repeat(60_000) + "\":1}")).isPresent();
  }

  @Test
  void anIdOfHalfACharacterCannotBeAskedAbout() {
    assertThat(TaskIds.isAskable("task\ud800")).isFalse();
    assertThat(TaskIds.isAskable("\udc00task")).isFalse();
    assertThat(TaskIds.isAskable("task\ud83e\udd8a")).isTrue();
  }

  /** 300 foxes are 600 units of a Java text, of which a reference takes 512. */
  @Test
  void anIdIsMeasuredAsItIsKept() {
    var fal = new ProviderId("fal");

    assertThat(TaskIds.ref(fal, Optional.of("\ud83e\udd8a".repeat(300)))).isEmpty();
    assertThat(TaskIds.ref(fal, Optional.of("\ud83e\udd8a".repeat(256)))).isPresent();
  }

  @Test
  void noTextMakesAReaderThrow() {
    var random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      var text = json(random, 0) + (random.nextInt(10) == 0 ? "}" : "");
      assertThatCode(
              () ->
                  ProviderJson.value(text)
                      .ifPresent(
                          value -> {
                            AnswerFields.of(value);
                            ResultLinks.in(value, value.path("data"));
                            ProviderJson.amount(value);
                            ProviderJson.instant(value);
                            ProviderJson.whole(value, 1_000_000);
                            ProviderJson.scalar(value);
                            TaskPhase.of(value);
                            value.properties().forEach(one -> ProviderJson.instant(one.getValue()));
                            value.properties().forEach(one -> ProviderJson.amount(one.getValue()));
                            value.properties().forEach(one -> TaskPhase.of(one.getValue()));
                          }))
          .as(text)
          .doesNotThrowAnyException();
    }
  }

  private static String json(Random random, int depth) {
    var scalars =
        new String[] {
          "1e99999999999",
          "-0",
          "1E+400",
          "0.000000000000000001",
          "1e12",
          "9".repeat(40),
          "1".repeat(100),
          "null",
          "true",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"https://a\"",
          "\"[1,[2]]\"",
          "\"{\\\"url\\\":\\\"https://x\\\"}\"",
          "\"99999999999\"",
          "\"2026-11-26T10:00:00+99:00\"",
          "\"9999-12-31T23:59:59-18:00\"",
          "1700000000",
          "1700000000000.5",
          "-1",
          "\"succeeded\"",
          "\"١٢\"",
          "\"data:x\""
        };
    var names =
        new String[] {
          "url", "data", "results", "id", "code", "error", "images", "x", "status", "output"
        };
    return switch (random.nextInt(depth > 6 ? 1 : 3)) {
      case 1 ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(
                  i -> "\"" + names[random.nextInt(names.length)] + "\":" + json(random, depth + 1))
              .collect(Collectors.joining(",", "{", "}"));
      case 2 ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> json(random, depth + 1))
              .collect(Collectors.joining(",", "[", "]"));
      default -> scalars[random.nextInt(scalars.length)];
    };
  }
}

package dev.darkroom.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Keeps {@code src/docs/conformance.md} what the model is, and its words those of the log. */
class ConformancePageTest {
  private static final Path PAGE = Path.of("src/docs/conformance.md");
  private static final Path LINES = Path.of("src/docs/observability.md");
  private static final String MARK = "<!-- written by ConformancePageTest, from here on -->";

  @Test
  void thePageShowsTheModel() throws IOException {
    var written = Files.readString(PAGE);
    int mark = written.indexOf(MARK);
    assertThat(mark).as("the mark in %s", PAGE).isPositive();
    var page =
        written.substring(0, mark)
            + MARK
            + "\n\n"
            + String.join("\n", ConformancePage.lines())
            + "\n";
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=ConformancePageTest -Ddocs=write")
        .isEqualTo(page);
  }

  @Test
  void everyLineOfTheModelIsExplainedWhereLinesAre() throws IOException {
    var page = Files.readString(LINES);

    assertThat(LineKinds.ALL)
        .allSatisfy(kind -> assertThat(page).contains("`" + kind.outcome()))
        .allSatisfy(kind -> assertThat(page).contains("`" + kind.step() + "`"));
  }

  @Test
  void everyRuleIsExplained() throws IOException {
    var page = Files.readString(PAGE);

    assertThat(IllegalLog.all())
        .allSatisfy(log -> assertThat(page).contains("| `" + log.rule() + "` |"));
  }

  @Test
  void everyRecordThatALineMayNameCanBeReached() {
    var reached = new Model(false, true).any();

    assertThat(reached.words())
        .containsAll(Arrays.stream(RecordState.values()).map(RecordState::word).toList());
  }
}

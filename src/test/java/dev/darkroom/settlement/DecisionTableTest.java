package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.conformance.RecordsByHand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps the tables of {@code src/docs/control.md} what the code does, and judges each cell. */
@RecordsByHand // every state, of one claim
class DecisionTableTest {
  private static final Path PAGE = Path.of("src/docs/control.md");
  private static final String MARK = "<!-- written by DecisionTableTest, from here on -->";

  @Test
  void thePageSaysWhatBecomesOfEveryDecisionAndNoInvariantIsBroken() throws IOException {
    var table = new DecisionTable();

    assertThat(table.size()).isGreaterThan(1000);
    assertThat(table.faults()).isEmpty();
    var written = Files.readString(PAGE);
    int mark = written.indexOf(MARK);
    assertThat(mark).as("the mark in %s", PAGE).isPositive();
    var page = written.substring(0, mark) + MARK + "\n\n" + String.join("\n", table.lines()) + "\n";
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("write it anew: ./mvnw test -Dtest=DecisionTableTest -Ddocs=write")
        .isEqualTo(page);
  }
}

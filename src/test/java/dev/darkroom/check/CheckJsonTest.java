package dev.darkroom.check;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckJsonTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));
  private static final Check PLAIN = Check.of(TASK);
  private static final Check RICH =
      PLAIN.withHint(Examples.ref(ACME, "t \"quoted\" ä 🦊")).again().again();

  @Test
  void aCheckArrivesAsItLeft() {
    assertThat(CheckJson.read(CheckJson.write(PLAIN))).contains(PLAIN);
    assertThat(CheckJson.read(CheckJson.write(RICH))).contains(RICH);
  }

  @Test
  void aCheckIsPlainJson() {
    assertThat(CheckJson.write(PLAIN)).isEqualTo("{\"task\":\"" + TASK + "\",\"round\":0}");
    assertThat(CheckJson.write(PLAIN.withHint(Examples.ref(ACME, "t-1"))))
        .isEqualTo("{\"task\":\"" + TASK + "\",\"provider\":\"acme\",\"ref\":\"t-1\",\"round\":0}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "null",
        "[]",
        "{}",
        "{\"task\":7}",
        "{\"task\":\"no id\"}",
        "{\"task\":\"1EQY48APT9MRR51VGR208HPKCV\"}",
        "{\"task\":\"1eqy48apt9mrr51vgr208hpkcv\",\"round\":-1}",
        "{\"task\":\"1eqy48apt9mrr51vgr208hpkcv\",\"round\":1000001}",
        "{\"task\":\"1eqy48apt9mrr51vgr208hpkcv\""
      })
  void whatIsNoCheckIsNone(String text) {
    assertThat(CheckJson.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"provider\":\"acme\"",
        "\"ref\":\"t-1\"",
        "\"provider\":\"NO\",\"ref\":\"t-1\"",
        "\"provider\":\"acme\",\"ref\":\" \"",
        "\"provider\":\"acme\",\"ref\":null",
        "\"surprise\":1"
      })
  void halfAHintIsACheckWithoutOne(String more) {
    assertThat(CheckJson.read("{\"task\":\"" + TASK + "\"," + more + "}")).contains(PLAIN);
  }

  @Test
  void aHintThatIsTooLongIsNone() {
    var text =
        "{\"task\":\"" + TASK + "\",\"provider\":\"acme\",\"ref\":\"" + "x".repeat(513) + "\"}";

    assertThat(CheckJson.read(text)).contains(PLAIN);
  }
}

package dev.darkroom.check;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check.Source;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import dev.darkroom.testing.Examples;
import java.time.Instant;
import java.util.Map;
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

  @Test
  void theReferenceOfAPaidCallNamesItsClaim() {
    var claimed = Examples.taskWith(Map.of());
    var check = Check.of(claimed, Examples.ref(ACME, "t-1"));

    assertThat(CheckJson.write(check)).contains("\"claim\":\"" + claimed.claimMark() + "\"");
    assertThat(CheckJson.read(CheckJson.write(check.again()))).contains(check.again());
  }

  /** SQS takes no U+FFFE and U+FFFF (SendMessage in SQS' API, read 2026-11). */
  @Test
  void aCheckIsAsciiWhateverTheProvidersTaskIsCalled() {
    var odd = PLAIN.withHint(Examples.ref(ACME, "t\uffff\ufffe\u0085ä🦊"));

    assertThat(CheckJson.write(odd)).matches("[ -~]+");
    assertThat(CheckJson.read(CheckJson.write(odd))).contains(odd);
  }

  @Test
  void theSourceAndTheTraceTravelWithTheCheck() {
    var trace = TraceParent.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    var rang = PLAIN.from(new Source.Callback(Instant.parse("2026-11-20T12:00:00.5Z")));
    var swept = new Check(PLAIN.task(), PLAIN.hint(), 3, new Source.Sweep(), trace);

    assertThat(CheckJson.write(rang)).contains("\"rang\":\"2026-11-20T12:00:00.500Z\"");
    assertThat(CheckJson.write(swept))
        .contains(
            "\"swept\":true",
            "\"traceparent\":\"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\"");
    assertThat(CheckJson.read(CheckJson.write(rang))).contains(rang);
    assertThat(CheckJson.read(CheckJson.write(swept))).contains(swept);
    assertThat(CheckJson.read(CheckJson.write(swept.again()))).contains(swept.again());
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
  void otherTextIsNoCheck(String text) {
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
        "\"rang\":\"yesterday\"",
        "\"rang\":17",
        "\"swept\":\"so it seems\"",
        "\"traceparent\":\"00-nonsense\"",
        "\"surprise\":1"
      })
  void halfAHintIsACheckWithoutOne(String more) {
    assertThat(CheckJson.read("{\"task\":\"" + TASK + "\"," + more + "}")).contains(PLAIN);
  }

  @Test
  void aHintThatIsTooLongIsIgnored() {
    var text =
        "{\"task\":\"" + TASK + "\",\"provider\":\"acme\",\"ref\":\"" + "x".repeat(513) + "\"}";

    assertThat(CheckJson.read(text)).contains(PLAIN);
  }
}

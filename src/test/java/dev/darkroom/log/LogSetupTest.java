package dev.darkroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Step;
import dev.darkroom.task.TaskId;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.DelayedHandler;
import org.jboss.logmanager.handlers.WriterHandler;
import org.junit.jupiter.api.Test;

class LogSetupTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));

  private final StringWriter text = new StringWriter();
  private final WriterHandler console = new WriterHandler();

  LogSetupTest() {
    console.setWriter(text);
    console.setFormatter(new PatternFormatter("%p %s%n"));
    console.setAutoFlush(true);
  }

  @Test
  void whereTheLogIsJsonALineIsOneToo() {
    logged(new Config(true, true));

    assertThat(text.toString().lines()).hasSize(1);
    var line = CapturedLines.tree(text.toString());
    assertThat(line.path("step").asText()).isEqualTo("sweep");
    assertThat(line.path("OldestOpenTask").asInt()).isEqualTo(7);
  }

  @Test
  void metricsCanBeTurnedOff() {
    logged(new Config(false, true));

    assertThat(CapturedLines.tree(text.toString()).has("OldestOpenTask")).isFalse();
  }

  @Test
  void whatALibrarySaysIsOneToo() {
    new LogSetup(new Config(true, true)).install(console);
    var record = new ExtLogRecord(Level.ERROR, "something %s", FormatStyle.PRINTF, "somewhere");
    record.setParameters(new Object[] {"else"});
    record.setLoggerName("a.library");
    record.setThrown(new IllegalStateException("for a \"reason\""));

    console.publish(record);

    assertThat(text.toString().lines()).hasSize(1);
    var line = CapturedLines.tree(text.toString());
    assertThat(line.path("message").asText()).isEqualTo("something else");
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
    assertThat(line.path("loggerName").asText()).isEqualTo("a.library");
    assertThat(Instant.parse(line.path("timestamp").asText())).isEqualTo(record.getInstant());
    assertThat(line.path("threadName").asText()).isEqualTo(Thread.currentThread().getName());
    assertThat(line.path("stackTrace").asText())
        .contains("IllegalStateException: for a \"reason\"", "at dev.darkroom");
  }

  @Test
  void onATerminalALineIsTextWithoutMetrics() {
    logged(new Config(true, false));

    assertThat(text.toString()).isEqualTo("INFO step=sweep outcome=queued:1 millis=3\n");
  }

  @Test
  void aConsoleBehindAnotherHandlerIsFound() {
    var behind = new DelayedHandler();
    behind.addHandler(console);

    new LogSetup(new Config(true, true)).install(behind);

    assertThat(console.getFormatter()).isInstanceOf(LineFormatter.class);
    behind.close();
  }

  @Test
  void aTaskIsNamedOnEveryLine() {
    try (var lines = new CapturedLines()) {
      new StepLog()
          .info(Step.CALLBACK, TASK, Optional.of(new ProviderId("acme")), "queued", Duration.ZERO);

      assertThat(lines.of("callback", TASK)).hasSize(1);
    }
  }

  private record Config(boolean metrics, boolean logJson) implements LogConfig {}

  private void logged(LogConfig config) {
    new LogSetup(config).install(console);
    var log = Logger.getLogger(StepLog.NAME);
    log.addHandler(console);
    try {
      new StepLog()
          .event(
              Step.SWEEP,
              Optional.empty(),
              "queued:1",
              Duration.ofMillis(3),
              Measures.NONE.and(Metric.OLDEST_OPEN_TASK, 7));
    } finally {
      log.removeHandler(console);
    }
  }
}

package dev.darkroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.ProviderId;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.DelayedHandler;
import org.jboss.logmanager.handlers.WriterHandler;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));

  private final StringWriter text = new StringWriter();
  private final WriterHandler console = new WriterHandler();

  LogLinesTest() {
    console.setWriter(text);
    console.setAutoFlush(true);
  }

  @Test
  void whereTheLogIsJsonALineIsOneToo() {
    console.setFormatter(new JsonFormatter());

    logged(() -> true);

    assertThat(text.toString().lines()).hasSize(1);
    var line = CapturedLines.tree(text.toString());
    assertThat(line.path("step").asText()).isEqualTo("sweep");
    assertThat(line.path("OldestOpenTask").asInt()).isEqualTo(7);
  }

  @Test
  void metricsCanBeTurnedOff() {
    console.setFormatter(new JsonFormatter());

    logged(() -> false);

    assertThat(CapturedLines.tree(text.toString()).has("OldestOpenTask")).isFalse();
  }

  @Test
  void everythingElseIsWrittenAsBefore() {
    console.setFormatter(new JsonFormatter());
    new LogLines(() -> true).install(console);

    console.publish(new ExtLogRecord(Level.ERROR, "something else", "somewhere"));

    var line = CapturedLines.tree(text.toString());
    assertThat(line.path("message").asText()).isEqualTo("something else");
    assertThat(line.path("level").asText()).isEqualTo("ERROR");
  }

  @Test
  void onATerminalALineIsTextWithoutMetrics() {
    console.setFormatter(new PatternFormatter("%p %s%n"));

    logged(() -> true);

    assertThat(text.toString()).isEqualTo("INFO step=sweep outcome=queued:1 millis=3\n");
  }

  @Test
  void aConsoleBehindAnotherHandlerIsFound() {
    console.setFormatter(new JsonFormatter());
    var behind = new DelayedHandler();
    behind.addHandler(console);

    new LogLines(() -> true).install(behind);

    assertThat(console.getFormatter()).isInstanceOf(LineFormatter.class);
    behind.close();
  }

  @Test
  void aTaskIsNamedOnEveryLine() {
    try (var lines = new CapturedLines()) {
      new StepLog()
          .done("callback", TASK, Optional.of(new ProviderId("acme")), "queued", Duration.ZERO);

      assertThat(lines.of("callback", TASK)).hasSize(1);
    }
  }

  private void logged(LogConfig config) {
    new LogLines(config).install(console);
    var log = Logger.getLogger(StepLog.NAME);
    log.addHandler(console);
    try {
      new StepLog()
          .aside(
              "sweep",
              Optional.empty(),
              "queued:1",
              Duration.ofMillis(3),
              Measures.NONE.and(Metric.OLDEST_OPEN_TASK, 7));
    } finally {
      log.removeHandler(console);
    }
  }
}

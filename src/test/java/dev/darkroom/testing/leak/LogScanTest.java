package dev.darkroom.testing.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.notification.TestingNotify;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import dev.darkroom.testing.Examples;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

/** The scanner can fail: on a log of its own, so that it does not fail this very run. */
class LogScanTest {
  private static final TaskId TASK = TaskId.of(new RequestId("order-1"));

  private final LogContext log = LogContext.create();
  private final Logger logger = log.getLogger("dev.darkroom.somewhere");
  private final LogScan scan = LogScan.of(log);

  @ParameterizedTest
  @MethodSource("leaks")
  void whatNobodyMaySeeIsFound(Leak leak, String text) {
    logger.info("it went wrong: " + text);

    assertThat(scan.findings()).containsExactly(leak + " in a record of dev.darkroom.somewhere");
    assertThat(scan.findings().toString()).doesNotContain(text);
  }

  static Stream<Object[]> leaks() {
    return Stream.of(
        new Object[] {Leak.PROMPT, Examples.request().spec().prompt()},
        new Object[] {Leak.PROMPT, "PROMPT-THAT-NOBODY-MAY-SEE"},
        new Object[] {Leak.CALLBACK_TOKEN, TestingCallback.token(Examples.ACME, TASK)},
        new Object[] {Leak.CALLBACK_KEY, TestingCallback.KEYS},
        new Object[] {Leak.TASK_TOKEN, "AQC/token+with=signs"},
        new Object[] {Leak.TASK_TOKEN, "AQCEAAAAKgAAAAMAAAAAAAAAAQ=="},
        new Object[] {Leak.WEBHOOK_SECRET, TestingNotify.SECRET},
        new Object[] {Leak.SIGNED_LINK, Examples.remote(0).link()},
        new Object[] {Leak.SIGNED_LINK, "https://b.s3.amazonaws.com/k?x-amz-signature=1"},
        new Object[] {Leak.PROVIDER_KEY, "sk-evo-test"},
        new Object[] {Leak.PROVIDER_KEY, "Authorization: Bearer abcdef"});
  }

  @Test
  void anExceptionAndItsCausesAreRead() {
    var record = new ExtLogRecord(Level.ERROR, "harmless", LogScanTest.class.getName());
    record.setThrown(
        new IllegalStateException("harmless", new IllegalArgumentException("AQC/token")));

    logger.log(record);

    assertThat(scan.findings()).hasSize(1);
  }

  @Test
  void whatAFunctionThrowsIsReadWithAllThatHangsOnIt() {
    var thrown = new IllegalStateException("rate_limited");
    thrown.addSuppressed(new IllegalStateException("no: PROMPT-THAT-NOBODY-MAY-SEE"));
    var record = new ExtLogRecord(Level.ERROR, "harmless", LogScanTest.class.getName());
    record.setThrown(thrown);

    logger.log(record);

    assertThat(scan.findings()).containsExactly("PROMPT in a record of dev.darkroom.somewhere");
  }

  @Test
  void parametersAndContextAreRead() {
    var record =
        new ExtLogRecord(
            Level.WARN,
            "asked for %s",
            ExtLogRecord.FormatStyle.PRINTF,
            LogScanTest.class.getName());
    record.setParameters(new Object[] {"a red fox"});
    record.putMdc("token", "AQC/token");

    logger.log(record);

    assertThat(scan.findings()).hasSize(2);
  }

  @Test
  void whatProductionDoesNotWriteIsNotRead() {
    logger.setLevel(Level.ALL);

    logger.log(Level.DEBUG, "a red fox");

    assertThat(scan.findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void whatAnyoneMaySeeIsNot(String text) {
    logger.info(text);

    assertThat(scan.findings()).isEmpty();
  }

  static Stream<String> harmless() {
    return Stream.of(
        "step=submission taskId=" + TASK + " provider=acme outcome=accepted millis=4",
        "accepted by evolink as task-unified-1757165031-seedream5lite",
        "set DARKROOM_NOTIFY_SECRET",
        "the fox");
  }

  @Test
  void aRunThatLeaksFailsAtItsEndAndOneThatDoesNotPasses() {
    var other = LogContext.create();
    var leaking = new LogScanListener(other);
    var clean = new LogScanListener(LogContext.create());

    assertThatThrownBy(
            () -> {
              try (var session = sessionWith(leaking)) {
                session.getLauncher();
                other.getLogger("dev.darkroom.somewhere").info("a red fox");
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("PROMPT in a record of dev.darkroom.somewhere");
    assertThatCode(() -> sessionWith(clean).close()).doesNotThrowAnyException();
  }

  @Test
  void junitFindsIt() {
    assertThat(ServiceLoader.load(LauncherSessionListener.class).stream())
        .extracting(ServiceLoader.Provider::type)
        .anyMatch(type -> type.getName().equals(LogScanListener.class.getName()));
  }

  private static LauncherSession sessionWith(LauncherSessionListener listener) {
    return LauncherFactory.openSession(
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .addLauncherSessionListeners(listener)
            .build());
  }
}

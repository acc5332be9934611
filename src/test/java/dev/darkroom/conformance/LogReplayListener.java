package dev.darkroom.conformance;

import dev.darkroom.log.CapturedLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Replays the log of every test of a run against the model; JUnit finds it by its name in {@code
 * META-INF}.
 */
public final class LogReplayListener implements LauncherSessionListener, TestExecutionListener {
  /** So many violations are named; one alone would do. */
  private static final int MOST_WORDS = 20;

  private final List<String> findings = new ArrayList<>();
  private Optional<CapturedLines> open = Optional.empty();
  private long lines;

  /** Lines that were replayed so far. */
  long lines() {
    return lines;
  }

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    session.getLauncher().registerTestExecutionListeners(this);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      open.ifPresent(CapturedLines::close);
      open = Optional.of(new CapturedLines());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest() || open.isEmpty()) {
      return;
    }
    var captured = open.get();
    open = Optional.empty();
    captured.close();
    if (!isByHand(test)) {
      replay(test, captured.texts());
    }
  }

  private void replay(TestIdentifier test, List<String> texts) {
    var report = Conformance.checkTest(texts.stream());
    lines += report.lines();
    report.violations().stream()
        .map(one -> test.getUniqueId() + "\n    " + one)
        .forEach(findings::add);
  }

  private static boolean isByHand(TestIdentifier test) {
    return test.getSource()
        .flatMap(LogReplayListener::type)
        .filter(type -> type.isAnnotationPresent(RecordsByHand.class))
        .isPresent();
  }

  private static Optional<Class<?>> type(TestSource source) {
    return switch (source) {
      case MethodSource method -> Optional.of(method.getJavaClass());
      case ClassSource type -> Optional.of(type.getJavaClass());
      default -> Optional.empty();
    };
  }

  /**
   * Ends the run.
   *
   * @throws AssertionError if a line was illegal: the build fails
   */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    if (!findings.isEmpty()) {
      throw new AssertionError(
          "%d lines that the model does not allow (src/docs/conformance.md):\n  %s"
              .formatted(
                  findings.size(),
                  String.join("\n  ", findings.subList(0, Math.min(findings.size(), MOST_WORDS)))));
    }
  }
}

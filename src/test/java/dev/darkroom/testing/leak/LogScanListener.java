package dev.darkroom.testing.leak;

import org.jboss.logmanager.LogContext;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Scans the log of a whole run of tests; JUnit finds it by its name in {@code META-INF}. */
public final class LogScanListener implements LauncherSessionListener {
  private final LogContext log;
  private final LogScan scan;

  public LogScanListener() {
    this(LogContext.getLogContext());
  }

  LogScanListener(LogContext log) {
    this.log = log;
    this.scan = LogScan.of(log);
  }

  /**
   * Ends the run.
   *
   * @throws AssertionError if anything leaked: the build fails
   */
  @Override
  public void launcherSessionClosed(LauncherSession session) {
    scan.stopListeningTo(log);
    if (!scan.findings().isEmpty()) {
      throw new AssertionError(
          "the log gives away what nobody may see:\n  " + String.join("\n  ", scan.findings()));
    }
  }
}

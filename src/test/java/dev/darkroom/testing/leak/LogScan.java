package dev.darkroom.testing.leak;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;

/** Looks at every record of a log: its text, its context, and the exception with all its causes. */
final class LogScan extends ExtHandler {
  private final ConcurrentSkipListSet<String> findings = new ConcurrentSkipListSet<>();

  /** Listens to everything that production would write: from {@code INFO} on. */
  static LogScan of(LogContext log) {
    var scan = new LogScan();
    scan.setLevel(Level.INFO);
    log.getLogger("").addHandler(scan);
    return scan;
  }

  void stopListeningTo(LogContext log) {
    log.getLogger("").removeHandler(this);
  }

  /** Each leak with the logger that had it; never the leak itself. */
  List<String> findings() {
    return List.copyOf(findings);
  }

  @Override
  @SuppressWarnings("deprecation") // formats the parameters too, as a formatter does
  protected void doPublish(ExtLogRecord record) {
    var text =
        record.getFormattedMessage()
            + " "
            + record.getMdcCopy()
            + Optional.ofNullable(record.getThrown()).map(LogScan::text).orElse("");
    for (var leak : Leak.in(text)) {
      findings.add(leak + " in a record of " + record.getLoggerName());
    }
  }

  private static String text(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}

package dev.darkroom.log;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** A line as a log record: its text for every formatter, the whole for Darkroom's own. */
final class LineRecord extends ExtLogRecord {
  private static final long serialVersionUID = 1L;

  private final transient Line line;

  LineRecord(Line line) {
    super(
        line.level().equals("WARN") ? Level.WARN : Level.INFO,
        line.text(),
        FormatStyle.NO_FORMAT,
        StepLog.class.getName());
    this.line = line;
    setLoggerName(StepLog.NAME);
    setInstant(line.at());
  }

  Line line() {
    return line;
  }
}

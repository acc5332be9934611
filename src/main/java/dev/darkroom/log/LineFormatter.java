package dev.darkroom.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Formats each record as one JSON object, for Darkroom's lines and those of libraries. */
final class LineFormatter extends ExtFormatter {
  private final boolean withMetrics;

  LineFormatter(boolean withMetrics) {
    this.withMetrics = withMetrics;
  }

  @Override
  public String format(ExtLogRecord record) {
    var json =
        record instanceof LineRecord ours
            ? LineJson.write(ours.line(), withMetrics)
            : LineJson.write(record, formatMessage(record));
    return json + "\n";
  }
}

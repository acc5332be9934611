package dev.darkroom.log;

import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Writes lines by {@link LineJson}, and leaves everything else to the formatter of before. */
final class LineFormatter extends ExtFormatter {
  private final ExtFormatter others;
  private final boolean withMetrics;

  LineFormatter(ExtFormatter others, boolean withMetrics) {
    this.others = others;
    this.withMetrics = withMetrics;
  }

  @Override
  public String format(ExtLogRecord record) {
    return record instanceof LineRecord ours
        ? LineJson.write(ours.line(), withMetrics) + "\n"
        : others.format(record);
  }

  @Override
  public boolean isCallerCalculationRequired() {
    return others.isCallerCalculationRequired();
  }
}

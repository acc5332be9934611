package dev.darkroom.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.darkroom.log.Metric.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes a line as JSON. With measures, the line is also a document of CloudWatch's embedded metric
 * format. CloudWatch takes metrics and dimensions from the top level alone (specification read
 * 2026-11).
 */
final class LineJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String NAMESPACE = "Darkroom";

  private LineJson() {}

  /**
   * Writes a line of Darkroom.
   *
   * @param withMetrics whether CloudWatch gets the measures
   */
  static String write(Line line, boolean withMetrics) {
    return object(json -> write(line, withMetrics, json));
  }

  /** Writes a record of a library, with its exception as text. */
  static String write(ExtLogRecord record, String message) {
    return object(
        json -> {
          json.writeStringField("timestamp", record.getInstant().toString());
          json.writeStringField("level", record.getLevel().getName());
          json.writeStringField("loggerName", record.getLoggerName());
          json.writeStringField("threadName", record.getThreadName());
          json.writeStringField("message", message);
          if (record.getThrown() != null) {
            var trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace, true));
            json.writeStringField("stackTrace", trace.toString());
          }
        });
  }

  private static String object(Content content) {
    var text = new StringWriter(512);
    try (var json = JSON.createGenerator(text)) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException cannotHappen) { // there is no more to a text than memory
      throw new UncheckedIOException(cannotHappen);
    }
    return text.toString();
  }

  private static void write(Line line, boolean withMetrics, JsonGenerator json) throws IOException {
    json.writeStringField("timestamp", line.at().toString());
    json.writeStringField("level", line.level());
    json.writeStringField("loggerName", StepLog.NAME);
    json.writeStringField("step", line.step());
    for (var name : line.names().entrySet()) {
      json.writeStringField(name.getKey(), name.getValue());
    }
    json.writeStringField("outcome", line.outcome());
    json.writeNumberField("millis", line.took().toMillis());
    var measures = line.measures();
    if (measures.values().isEmpty() && measures.reason().isPresent()) {
      json.writeStringField("reason", measures.reason().get());
    } else if (withMetrics && !measures.values().isEmpty()) {
      writeMeasures(line, json);
    }
  }

  private static void writeMeasures(Line line, JsonGenerator json) throws IOException {
    var measures = line.measures();
    if (measures.reason().isPresent()) {
      json.writeStringField("reason", measures.reason().get());
    }
    if (measures.unit().isPresent()) {
      json.writeStringField("unit", measures.unit().get());
    }
    for (var measure : measures.values().entrySet()) {
      json.writeFieldName(measure.getKey().text());
      json.writeNumber(measure.getValue().toPlainString());
    }
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", line.at().toEpochMilli());
    json.writeArrayFieldStart("CloudWatchMetrics");
    var bySplit = new EnumMap<Split, Map<Metric, BigDecimal>>(Split.class);
    measures
        .values()
        .forEach(
            (metric, value) ->
                bySplit
                    .computeIfAbsent(metric.split(), _ -> new EnumMap<>(Metric.class))
                    .put(metric, value));
    boolean hasProvider = line.names().containsKey("provider");
    for (var directive : bySplit.entrySet()) {
      writeDirective(directive.getKey(), directive.getValue(), hasProvider, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeDirective(
      Split split, Map<Metric, BigDecimal> values, boolean hasProvider, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("Namespace", NAMESPACE);
    json.writeArrayFieldStart("Dimensions");
    for (var set : split.sets()) {
      writeSet(set, hasProvider, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Metrics");
    for (var metric : values.keySet()) {
      json.writeStartObject();
      json.writeStringField("Name", metric.text());
      json.writeStringField("Unit", metric.unit());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Leaves out the provider where no provider was asked: a dimension must have a value. */
  private static void writeSet(List<String> set, boolean hasProvider, JsonGenerator json)
      throws IOException {
    json.writeStartArray();
    for (var dimension : set) {
      if (hasProvider || !dimension.equals("provider")) {
        json.writeString(dimension);
      }
    }
    json.writeEndArray();
  }

  /** Writes the content between the braces. */
  private interface Content {
    void write(JsonGenerator json) throws IOException;
  }
}

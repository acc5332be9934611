package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the lines of steps in a text: as Darkroom wrote them, one a line with anything before it,
 * or wrapped into the answers of CloudWatch (a message in a field of a longer document).
 */
final class LineSource {
  private static final String LOGGER = "dev.darkroom.step";
  private static final int DEEPEST = 12;

  private final Consumer<LogLine> found;
  private final List<String> open = new ArrayList<>();
  private BracketDepth depth = new BracketDepth();
  private long number;
  private long others;

  LineSource(Consumer<LogLine> found) {
    this.found = found;
  }

  /** Texts that were no line of a step. */
  long others() {
    return others;
  }

  /** Reads one more line of text. */
  void read(String text) {
    number++;
    if (open.isEmpty()) {
      begin(text);
      return;
    }
    open.add(text);
    if (depth.ends(text + "\n")) {
      endDocument();
    }
  }

  /** Ends the text. */
  void end() {
    if (!open.isEmpty()) {
      endDocument();
    }
  }

  private void begin(String text) {
    if (text.isBlank() || isFoundIn(text)) {
      return;
    }
    depth = new BracketDepth();
    if (isOpening(text) && !depth.ends(text + "\n")) {
      open.add(text); // a document of several lines
    } else {
      others++;
    }
  }

  private static boolean isOpening(String text) {
    char first = text.stripLeading().charAt(0);
    return first == '{' || first == '[';
  }

  /** A document that is none has its lines read one by one, but for the first. */
  private void endDocument() {
    var lines = List.copyOf(open);
    open.clear();
    if (isFoundIn(String.join("\n", lines))) {
      return;
    }
    others++;
    number -= lines.size() - 1;
    lines.subList(1, lines.size()).forEach(this::read);
  }

  private boolean isFoundIn(String text) {
    return value(text)
        .or(() -> value(text.replace("\"\"", "\""))) // a cell of a CSV
        .filter(json -> hasLine(json.value(), 0))
        .isPresent();
  }

  private static Optional<JsonText.Value> value(String text) {
    int from = firstBracket(text);
    return from < 0 ? Optional.empty() : JsonText.at(text, from);
  }

  private static int firstBracket(String text) {
    int object = text.indexOf('{');
    return isOpening(text) ? text.length() - text.stripLeading().length() : object;
  }

  /** Looks for lines in a value, as deep as they may be wrapped. */
  private boolean hasLine(Object value, int deep) {
    if (deep > DEEPEST) {
      return false;
    }
    return switch (value) {
      case Map<?, ?> fields when isLine(fields) -> {
        take(fields);
        yield true;
      }
      case Map<?, ?> fields -> any(fields.values(), deep);
      case List<?> row when isRow(row) -> hasLine(fieldsOf(row), deep + 1);
      case List<?> values -> any(values, deep);
      case String message when message.startsWith("{") ->
          JsonText.at(message, 0).filter(json -> hasLine(json.value(), deep + 1)).isPresent();
      default -> false;
    };
  }

  private boolean any(Iterable<?> values, int deep) {
    boolean isAny = false;
    for (var one : values) {
      isAny |= hasLine(one, deep + 1);
    }
    return isAny;
  }

  private static boolean isLine(Map<?, ?> fields) {
    return fields.get("step") instanceof String
        && fields.get("outcome") instanceof String
        && LOGGER.equals(fields.containsKey("loggerName") ? fields.get("loggerName") : LOGGER);
  }

  /** A row of Logs Insights: a list of fields with their values. */
  private static boolean isRow(List<?> row) {
    return !row.isEmpty()
        && row.stream()
            .allMatch(one -> one instanceof Map<?, ?> cell && cell.get("field") instanceof String);
  }

  private static Map<String, Object> fieldsOf(List<?> row) {
    var fields = new LinkedHashMap<String, Object>();
    for (var one : row) {
      if (one instanceof Map<?, ?> cell && cell.get("value") instanceof String value) {
        fields.put(String.valueOf(cell.get("field")), value);
      }
    }
    return fields;
  }

  private void take(Map<?, ?> fields) {
    found.accept(
        new LogLine(
            number,
            text(fields, "timestamp").or(() -> text(fields, "@timestamp")),
            text(fields, "step").orElseThrow(),
            text(fields, "outcome").orElseThrow(),
            text(fields, "taskId"),
            text(fields, "provider"),
            text(fields, "record")));
  }

  private static Optional<String> text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}

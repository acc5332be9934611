package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON value that begins at a place of a text, whatever follows it. Numbers and words
 * stay texts: nothing here is computed with.
 */
final class JsonText {
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private JsonText(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /**
   * A value, and where it ends.
   *
   * @param value a {@link Map}, a {@link List} or a {@link String}
   */
  record Value(Object value, int end) {}

  /** The value that begins there; empty: there is none. */
  static Optional<Value> at(String text, int from) {
    var reader = new JsonText(text, from);
    try {
      return Optional.of(new Value(reader.value(0), reader.at));
    } catch (NotJson | StringIndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }

  private Object value(int depth) {
    skipBlanks();
    return switch (text.charAt(at)) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object(int depth) {
    var fields = new LinkedHashMap<String, Object>();
    for (boolean isMore = begins('}', depth); isMore; isMore = goesOn('}')) {
      skipBlanks();
      var name = string();
      skipBlanks();
      take(':');
      fields.put(name, value(depth + 1));
    }
    return fields;
  }

  private List<Object> list(int depth) {
    var values = new ArrayList<Object>();
    for (boolean isMore = begins(']', depth); isMore; isMore = goesOn(']')) {
      values.add(value(depth + 1));
    }
    return values;
  }

  private boolean begins(char end, int depth) {
    if (depth > DEEPEST) {
      throw new NotJson();
    }
    at++;
    skipBlanks();
    return !isTaken(end);
  }

  private boolean goesOn(char end) {
    skipBlanks();
    if (isTaken(end)) {
      return false;
    }
    take(',');
    return true;
  }

  private String string() {
    take('"');
    var value = new StringBuilder();
    for (char next = text.charAt(at++); next != '"'; next = text.charAt(at++)) {
      value.append(next == '\\' ? escaped(text.charAt(at++)) : next);
    }
    return value.toString();
  }

  private char escaped(char letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield unit(text.substring(at - 4, at));
      }
      default -> throw new NotJson();
    };
  }

  private static char unit(String digits) {
    try {
      return (char) Integer.parseInt(digits, 16);
    } catch (NumberFormatException none) {
      throw new NotJson();
    }
  }

  private String word() {
    int from = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || isSign())) {
      at++;
    }
    if (from == at) {
      throw new NotJson();
    }
    return text.substring(from, at);
  }

  private boolean isSign() {
    return "+-.".indexOf(text.charAt(at)) >= 0;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void take(char expected) {
    if (!isTaken(expected)) {
      throw new NotJson();
    }
  }

  private boolean isTaken(char wanted) {
    if (text.charAt(at) != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /** Thrown where the text is no JSON. */
  private static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super(null, null, false, false);
    }
  }
}

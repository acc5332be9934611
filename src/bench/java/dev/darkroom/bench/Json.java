package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** As much JSON as AWS's protocols need: objects are maps, numbers are their text. */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Reads an object. */
  static Map<?, ?> read(String text) {
    return (Map<?, ?>) new Json(text).value();
  }

  /** The value at the end of these names. */
  static Object at(Object json, String... names) {
    var value = json;
    for (var name : names) {
      value = ((Map<?, ?>) value).get(name);
    }
    return value;
  }

  static String text(Object json, String... names) {
    return String.valueOf(at(json, names));
  }

  static String write(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> write(entry.getKey()) + ":" + write(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
      case String string -> '"' + escaped(string) + '"';
      default -> value.toString();
    };
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.chars()
        .forEach(
            one -> {
              if (one < ' ') {
                escaped.append("\\u%04x".formatted(one));
              } else {
                escaped.append(one == '"' || one == '\\' ? "\\" : "").append((char) one);
              }
            });
    return escaped.toString();
  }

  /** A number, true, false or null. */
  private record Word(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    var map = new LinkedHashMap<String, Object>();
    at++;
    while (peek() != '}') {
      skip(',');
      var name = string();
      skip(':');
      map.put(name, value());
    }
    at++;
    return map;
  }

  private List<Object> list() {
    var list = new ArrayList<Object>();
    at++;
    while (peek() != ']') {
      skip(',');
      list.add(value());
    }
    at++;
    return list;
  }

  private String string() {
    peek();
    var string = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      char one = text.charAt(at);
      string.append(one == '\\' ? unescaped() : one);
    }
    at++;
    return string.toString();
  }

  private char unescaped() {
    char one = text.charAt(++at);
    return switch (one) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 3, at + 1, 16);
      }
      default -> one;
    };
  }

  private Word word() {
    int from = at;
    while (",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return new Word(text.substring(from, at));
  }

  private void skip(char separator) {
    if (peek() == separator) {
      at++;
      peek();
    }
  }

  /** The next character that is not white space. */
  private char peek() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}

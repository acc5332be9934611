package dev.darkroom.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How large DynamoDB says an item is ("DynamoDB item sizes and formats", read 2026-11-25). */
final class ItemSize {
  /** Of a map or a list, beside what is in it. */
  private static final int CONTAINER = 3;

  private ItemSize() {}

  /** Names and values of these attributes. */
  static long of(Map<?, ?> item) {
    return item.entrySet().stream()
        .mapToLong(entry -> utf8(entry.getKey()) + value((Map<?, ?>) entry.getValue()))
        .sum();
  }

  private static long value(Map<?, ?> typed) {
    var type = typed.keySet().iterator().next().toString();
    var value = typed.get(type);
    return switch (type) {
      case "S" -> utf8(value);
      case "N" -> number(value.toString());
      case "M" -> CONTAINER + ((Map<?, ?>) value).size() + of((Map<?, ?>) value);
      case "L" ->
          CONTAINER + ((List<?>) value).stream().mapToLong(one -> 1 + value((Map<?, ?>) one)).sum();
      case "BOOL", "NULL" -> 1;
      default -> throw new IllegalArgumentException("no rule for the type " + type);
    };
  }

  /** About a byte for two significant digits, and one more. */
  private static long number(String text) {
    return (text.chars().filter(Character::isDigit).count() + 1) / 2 + 1;
  }

  private static long utf8(Object text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}

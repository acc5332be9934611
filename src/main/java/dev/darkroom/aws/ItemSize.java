package dev.darkroom.aws;

import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The size of an item as DynamoDB counts it, or a little more. (From item sizes in DynamoDB's
 * developer guide, read 2026-11.)
 */
final class ItemSize {
  /** The size of one item, names and values together. */
  static final int LIMIT = 400 * 1024;

  /** The overhead of a list or a map. */
  private static final int NEST = 3;

  private ItemSize() {}

  static int of(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(entry -> utf8(entry.getKey()) + of(entry.getValue()))
        .sum();
  }

  private static int of(AttributeValue value) {
    return switch (value.type()) {
      case S -> utf8(value.s());
      case N -> number(value.n());
      case M -> NEST + of(value.m()) + value.m().size();
      case L -> NEST + value.l().stream().mapToInt(one -> of(one) + 1).sum();
      case BOOL, NUL -> 1;
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION ->
          throw new IllegalArgumentException("no attribute of ours is a " + value.type());
    };
  }

  /** Two digits a byte; one byte each for exponent, sign and an odd place. */
  private static int number(String text) {
    return new BigDecimal(text).precision() / 2 + 3;
  }

  /** Counts the bytes without making them. */
  static int utf8(String text) {
    int size = 0;
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      size += one < 0x80 ? 1 : one < 0x800 ? 2 : Character.isSurrogate(one) ? 2 : 3;
    }
    return size;
  }
}

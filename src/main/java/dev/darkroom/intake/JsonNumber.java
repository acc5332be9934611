package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers exactly as they were written, within bounds that every later reader can handle. */
final class JsonNumber {
  /** More digits than any amount or seed has, and few enough to convert at once. */
  static final int MAX_LENGTH = 200;

  /** Larger than the exponent of any double, which ends at 308. */
  static final int MAX_EXPONENT = 400;

  static final String RULE =
      "is a number out of bounds: at most "
          + MAX_LENGTH
          + " characters and an exponent of at most "
          + MAX_EXPONENT;

  private JsonNumber() {}

  /** A number without point and exponent; empty: out of bounds. */
  static Optional<JsonNode> whole(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var value = new BigInteger(text);
    if (value.bitLength() < Integer.SIZE) {
      return Optional.of(IntNode.valueOf(value.intValue()));
    }
    return Optional.of(
        value.bitLength() < Long.SIZE
            ? LongNode.valueOf(value.longValue())
            : BigIntegerNode.valueOf(value));
  }

  /** A number with point or exponent; empty: out of bounds. */
  static Optional<JsonNode> decimal(String text) {
    return text.length() <= MAX_LENGTH && isSmall(exponent(text))
        ? Optional.of(DecimalNode.valueOf(new BigDecimal(text)))
        : Optional.empty();
  }

  private static String exponent(String text) {
    int at = Math.max(text.indexOf('e'), text.indexOf('E'));
    return at < 0 ? "0" : text.substring(at + 1);
  }

  /** Whether the exponent is within bounds. Its text is at most as long as the number. */
  private static boolean isSmall(String exponent) {
    return new BigInteger(exponent.startsWith("+") ? exponent.substring(1) : exponent)
            .abs()
            .compareTo(BigInteger.valueOf(MAX_EXPONENT))
        <= 0;
  }
}

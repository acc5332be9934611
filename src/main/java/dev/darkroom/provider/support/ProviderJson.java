package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.support.BoundedJsonParser.Parsed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Reads the JSON of providers as a tree, forgivingly, with exact amounts.
 *
 * <p>Every value is bounded before it is used: an absurd number is unknown.
 */
public final class ProviderJson {
  /** Epoch seconds stay below this until the year 5138; epoch milliseconds passed it in 1973. */
  private static final long SECONDS_OR_MILLIS = 100_000_000_000L;

  private static final BigDecimal EARLIEST = BigDecimal.valueOf(1_000_000_000);
  private static final BigDecimal LATEST = BigDecimal.valueOf(SECONDS_OR_MILLIS * 1000);

  /** Longer than any name of a model, a state or a code. */
  private static final int LONGEST_NAME = 200;

  private ProviderJson() {}

  /** An empty object to build a request in. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The JSON object of this text, if it is one. The last of doubled fields counts. */
  public static Optional<ObjectNode> object(String text) {
    return value(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
  }

  /** The JSON object of these bytes, if they are one in UTF-8. */
  public static Optional<ObjectNode> object(byte[] bytes) {
    return object(new String(bytes, StandardCharsets.UTF_8));
  }

  /**
   * The JSON object of this text, if it can be read in one way only. It has no field twice, no
   * number beyond the bounds, and nothing follows.
   */
  public static Optional<ObjectNode> exactObject(String text) {
    return BoundedJsonParser.of(text)
        .filter(Parsed::isExact)
        .map(Parsed::value)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  /** The JSON value of this text, if it is one. */
  static Optional<JsonNode> value(String text) {
    return BoundedJsonParser.of(text).map(Parsed::value);
  }

  /** A text that is not blank. */
  public static Optional<String> text(JsonNode node) {
    return node.isTextual()
        ? Optional.of(node.textValue()).filter(t -> !t.isBlank())
        : Optional.empty();
  }

  /** A text of the length of a name, without blanks around it. */
  public static Optional<String> name(JsonNode node) {
    return text(node).map(String::strip).filter(t -> t.length() <= LONGEST_NAME);
  }

  /** A text, number or boolean, as text. */
  public static Optional<String> scalar(JsonNode node) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asText()).filter(t -> !t.isBlank())
        : Optional.empty();
  }

  /** An amount of at least zero, written as a number or as text. */
  public static Optional<BigDecimal> amount(JsonNode node) {
    return decimal(node).filter(number -> number.signum() >= 0);
  }

  /** A whole number from zero to a bound, written as a number or as text. */
  public static Optional<Long> whole(JsonNode node, long most) {
    return amount(node)
        .filter(number -> number.compareTo(BigDecimal.valueOf(most)) <= 0)
        .filter(number -> number.stripTrailingZeros().scale() <= 0)
        .map(BigDecimal::longValue);
  }

  /**
   * A point in time. It is in seconds or milliseconds since 1970, as a number or as text, or an ISO
   * text. A time before September 2001 or after the year 5138 is ignored.
   */
  public static Optional<Instant> instant(JsonNode node) {
    return amount(node)
        .filter(number -> number.compareTo(EARLIEST) >= 0 && number.compareTo(LATEST) < 0)
        .map(BigDecimal::longValue)
        .map(
            number ->
                number < SECONDS_OR_MILLIS
                    ? Instant.ofEpochSecond(number)
                    : Instant.ofEpochMilli(number))
        .or(() -> name(node).flatMap(ProviderJson::iso));
  }

  private static Optional<Instant> iso(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text))
          .filter(time -> time.getYear() > 2000 && time.getYear() < 5138)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> decimal(JsonNode node) {
    return node.isNumber() || node.isTextual() ? Decimals.in(node.asText()) : Optional.empty();
  }

  /** The first of these fields that is there. */
  public static JsonNode first(JsonNode node, String... names) {
    for (var name : names) {
      if (node.hasNonNull(name)) {
        return node.get(name);
      }
    }
    return MissingNode.getInstance();
  }
}

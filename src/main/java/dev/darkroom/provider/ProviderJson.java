package dev.darkroom.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;

/** The JSON of providers: read as a tree, forgivingly, and amounts exactly as they were written. */
public final class ProviderJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Epoch seconds stay below this until the year 5138; epoch milliseconds passed it in 1973. */
  private static final long SECONDS_OR_MILLIS = 100_000_000_000L;

  private ProviderJson() {}

  /** An empty object to build a request in. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The JSON object of this text, if it is one. */
  public static Optional<ObjectNode> object(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  /** A text that is not blank. */
  public static Optional<String> text(JsonNode node) {
    return node.isTextual()
        ? Optional.of(node.textValue()).filter(t -> !t.isBlank())
        : Optional.empty();
  }

  /** A text, number or boolean, as text. */
  public static Optional<String> scalar(JsonNode node) {
    return node.isValueNode() && !node.isNull()
        ? Optional.of(node.asText()).filter(t -> !t.isBlank())
        : Optional.empty();
  }

  /** An amount of at least zero, written as a number or as text. */
  public static Optional<BigDecimal> amount(JsonNode node) {
    try {
      var amount = node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText());
      return Optional.of(amount).filter(number -> number.signum() >= 0);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** A point in time, in seconds or milliseconds since 1970. */
  public static Optional<Instant> instant(JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() <= 0) {
      return Optional.empty();
    }
    long number = node.longValue();
    return Optional.of(
        number < SECONDS_OR_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
  }

  /** A link, whatever it points to. */
  public static Optional<URI> link(JsonNode node) {
    try {
      var text = text(node);
      return text.isPresent() ? Optional.of(new URI(text.get().strip())) : Optional.empty();
    } catch (URISyntaxException notALink) {
      return Optional.empty();
    }
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

package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.base.KnownNames;
import dev.darkroom.task.Refusal.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * Reads the fields of one JSON object and notes every fault with its path. Types are never
 * converted, and an unknown field is a fault.
 */
final class FieldReader {
  private final ObjectNode node;
  private final String path;
  private final List<Fault> faults;
  private final int first;
  private final Set<String> known = new HashSet<>();

  FieldReader(ObjectNode node, String path, List<Fault> faults) {
    this.node = node;
    this.path = path;
    this.faults = faults;
    this.first = faults.size();
  }

  void fault(String field, String message) {
    faults.add(new Fault(path(field), message));
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  Optional<String> text(String field, int maxLength) {
    return typed(field, JsonNode::isTextual, "must be a string")
        .map(JsonNode::textValue)
        .filter(
            text -> {
              int length = length(text);
              if (length > maxLength) {
                fault(field, "is " + length + " characters long; at most " + maxLength);
              }
              return length <= maxLength;
            });
  }

  /** A short text that a parser understands. */
  <T> Optional<T> word(String field, Function<String, Optional<T>> parse, String expected) {
    return word(field, 255, parse, expected);
  }

  /** A text that a parser understands. */
  <T> Optional<T> word(
      String field, int maxLength, Function<String, Optional<T>> parse, String expected) {
    return text(field, maxLength)
        .flatMap(
            text -> {
              var parsed = parse.apply(text);
              if (parsed.isEmpty()) {
                fault(field, "must be " + expected);
              }
              return parsed;
            });
  }

  Optional<Long> whole(String field, long min, long max) {
    return value(field)
        .flatMap(
            value ->
                checked(
                    value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= min
                        && value.longValue() <= max,
                    field,
                    "must be a whole number %s, without quotes or decimal point"
                        .formatted(
                            max == Long.MAX_VALUE
                                ? "of at least " + min
                                : "from " + min + " to " + max),
                    value))
        .map(JsonNode::longValue);
  }

  /** A number of any form that is good, exactly as it was written. */
  Optional<BigDecimal> decimal(String field, Predicate<BigDecimal> isGood, String expected) {
    return value(field)
        .flatMap(
            value ->
                checked(
                    value.isNumber() && isGood.test(value.decimalValue()),
                    field,
                    "must be " + expected,
                    value))
        .map(JsonNode::decimalValue);
  }

  Optional<Boolean> flag(String field) {
    return typed(field, JsonNode::isBoolean, "must be true or false, without quotes")
        .map(JsonNode::booleanValue);
  }

  /** A list of texts, each understood by a parser. */
  <T> List<T> list(
      String field, int maxSize, Function<String, Optional<T>> parse, String expected) {
    var array =
        typed(
            field,
            JsonNode::isArray,
            "must be a list: write [ ] around it, also where it is one entry");
    if (array.isEmpty()) {
      return List.of();
    }
    if (array.get().size() > maxSize) {
      fault(field, "has " + array.get().size() + " entries; at most " + maxSize);
      return List.of();
    }
    IntFunction<String> place = index -> field + "[" + index + "]";
    var entries = new ArrayList<T>();
    for (int index = 0; index < array.get().size(); index++) {
      var entry = array.get().get(index);
      var parsed = entry.isTextual() ? parse.apply(entry.textValue()) : Optional.<T>empty();
      if (parsed.isPresent()) {
        entries.add(parsed.get());
      } else {
        fault(place.apply(index), "must be " + expected);
      }
    }
    return entries;
  }

  /**
   * A nested object, read by the same rules.
   *
   * @param example what it may be
   */
  Optional<FieldReader> object(String field, String example) {
    return typed(field, JsonNode::isObject, "must be an object, such as " + example)
        .map(value -> new FieldReader((ObjectNode) value, path(field), faults));
  }

  /** The names of the fields. All of them count as known after this call. */
  List<String> names() {
    var names = names(node);
    known.addAll(names);
    return names;
  }

  private static List<String> names(ObjectNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * The field's object as it was sent.
   *
   * @param what what it has in it
   */
  Optional<ObjectNode> raw(String field, String what) {
    return typed(field, JsonNode::isObject, "must be an object: " + what)
        .map(ObjectNode.class::cast);
  }

  /**
   * Notes every unknown field: a typing mistake must not cost money. It comes before what was found
   * in this object until now: the field that is missing is often the one that is misspelt.
   */
  void refuseUnknown() {
    refuseUnknown(_ -> Optional.empty());
  }

  /**
   * The same.
   *
   * @param meaning what to do instead of a field that others have
   */
  void refuseUnknown(Function<String, Optional<String>> meaning) {
    var names = KnownNames.of(known);
    var unknown = new ArrayList<Fault>();
    var list = names.list();
    for (var name : names(node)) {
      if (!known.contains(name)) {
        var meant = meaning.apply(name).or(() -> names.nearest(name).map(KnownNames::question));
        unknown.add(new Fault(path(name), "is not a known field" + meant.orElse(list)));
        list = meant.isPresent() ? list : ""; // it is long, and given once
      }
    }
    faults.addAll(first, unknown);
  }

  /** The length in characters, as Unicode and JSON Schema count them: an emoji is one, not two. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static Optional<URI> httpsLink(String text) {
    try {
      var uri = new URI(text);
      boolean isGood =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null;
      return isGood ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException notOne) {
      return Optional.empty();
    }
  }

  /** The value of a field; empty if it is absent or null. */
  private Optional<JsonNode> value(String field) {
    known.add(field);
    return Optional.ofNullable(node.get(field)).filter(value -> !value.isNull());
  }

  private Optional<JsonNode> typed(String field, Predicate<JsonNode> isGood, String message) {
    return value(field).flatMap(value -> checked(isGood.test(value), field, message, value));
  }

  private Optional<JsonNode> checked(boolean isGood, String field, String message, JsonNode value) {
    if (!isGood) {
      fault(field, message);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private String path(String field) {
    return path.isEmpty() || field.isEmpty() ? path + field : path + "." + field;
  }
}

package dev.darkroom.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item or a nested map while it is written. What is empty is left out. */
final class Attributes {
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  Attributes text(String name, String value) {
    return put(name, AttributeValue.fromS(value));
  }

  Attributes text(String name, Optional<?> value) {
    value.ifPresent(present -> text(name, present.toString()));
    return this;
  }

  /** An enum constant, in lower case. */
  Attributes word(String name, Enum<?> value) {
    return text(name, value.name().toLowerCase(Locale.ROOT));
  }

  Attributes number(String name, long value) {
    return put(name, AttributeValue.fromN(Long.toString(value)));
  }

  Attributes number(String name, Optional<Long> value) {
    value.ifPresent(present -> number(name, present));
    return this;
  }

  /** A moment that the table can compare: seconds of the epoch, exact to the nanosecond. */
  Attributes moment(String name, Instant value) {
    return put(name, AttributeValue.fromN(Moment.text(value)));
  }

  Attributes flag(String name, boolean value) {
    return put(name, AttributeValue.fromBool(value));
  }

  Attributes flag(String name, Optional<Boolean> value) {
    value.ifPresent(present -> flag(name, present));
    return this;
  }

  Attributes map(String name, Attributes value) {
    return value.asMap().isEmpty() ? this : put(name, AttributeValue.fromM(value.asMap()));
  }

  Attributes texts(String name, Map<?, String> value) {
    var nested = new Attributes();
    value.forEach((key, text) -> nested.text(key.toString(), text));
    return map(name, nested);
  }

  Attributes texts(String name, List<?> value) {
    return list(name, value.stream().map(one -> AttributeValue.fromS(one.toString())));
  }

  Attributes list(String name, List<Attributes> value) {
    return list(name, value.stream().map(one -> AttributeValue.fromM(one.asMap())));
  }

  Map<String, AttributeValue> asMap() {
    return values;
  }

  private Attributes list(String name, Stream<AttributeValue> values) {
    var all = values.toList();
    return all.isEmpty() ? this : put(name, AttributeValue.fromL(all));
  }

  private Attributes put(String name, AttributeValue value) {
    values.put(name, value);
    return this;
  }
}

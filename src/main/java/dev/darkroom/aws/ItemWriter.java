package dev.darkroom.aws;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes the attributes of an item or a nested map. Empty values are left out. */
final class ItemWriter {
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();

  ItemWriter text(String name, String value) {
    return put(name, AttributeValue.fromS(value));
  }

  ItemWriter text(String name, Optional<?> value) {
    value.ifPresent(present -> text(name, present.toString()));
    return this;
  }

  /** An enum constant, in lower case. */
  ItemWriter word(String name, Enum<?> value) {
    return text(name, value.name().toLowerCase(Locale.ROOT));
  }

  ItemWriter number(String name, long value) {
    return put(name, AttributeValue.fromN(Long.toString(value)));
  }

  ItemWriter number(String name, Optional<Long> value) {
    value.ifPresent(present -> number(name, present));
    return this;
  }

  /** A moment in seconds of the epoch, exact to the nanosecond: DynamoDB can compare it. */
  ItemWriter moment(String name, Instant value) {
    return put(name, AttributeValue.fromN(Moment.text(value)));
  }

  ItemWriter flag(String name, boolean value) {
    return put(name, AttributeValue.fromBool(value));
  }

  ItemWriter flag(String name, Optional<Boolean> value) {
    value.ifPresent(present -> flag(name, present));
    return this;
  }

  ItemWriter map(String name, ItemWriter value) {
    return value.asMap().isEmpty() ? this : put(name, AttributeValue.fromM(value.asMap()));
  }

  ItemWriter texts(String name, Map<?, String> value) {
    var nested = new ItemWriter();
    value.forEach((key, text) -> nested.text(key.toString(), text));
    return map(name, nested);
  }

  ItemWriter texts(String name, List<?> value) {
    return list(name, value.stream().map(one -> AttributeValue.fromS(one.toString())));
  }

  ItemWriter list(String name, List<ItemWriter> value) {
    return list(name, value.stream().map(one -> AttributeValue.fromM(one.asMap())));
  }

  Map<String, AttributeValue> asMap() {
    return values;
  }

  private ItemWriter list(String name, Stream<AttributeValue> values) {
    var all = values.toList();
    return all.isEmpty() ? this : put(name, AttributeValue.fromL(all));
  }

  private ItemWriter put(String name, AttributeValue value) {
    values.put(name, value);
    return this;
  }
}

package dev.darkroom.aws;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item or a nested map while it is read. One that is missing though it must be
 * there is an {@link IllegalStateException} that names it: the record is not ours, or broken.
 */
record Fields(Map<String, AttributeValue> values) {

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return value(name).s();
  }

  Optional<String> optionalText(String name) {
    return optional(name).map(AttributeValue::s);
  }

  /** An enum constant. */
  <E> E word(String name, Function<String, E> read) {
    return read.apply(text(name).toUpperCase(Locale.ROOT));
  }

  long number(String name) {
    return Long.parseLong(value(name).n());
  }

  int integer(String name) {
    return Math.toIntExact(number(name));
  }

  Optional<Long> optionalNumber(String name) {
    return optional(name).map(AttributeValue::n).map(Long::valueOf);
  }

  Instant moment(String name) {
    return Moment.parse(value(name).n());
  }

  boolean flag(String name) {
    return value(name).bool();
  }

  Optional<Boolean> optionalFlag(String name) {
    return optional(name).map(AttributeValue::bool);
  }

  Fields map(String name) {
    return new Fields(value(name).m());
  }

  Optional<Fields> optionalMap(String name) {
    return optional(name).map(found -> new Fields(found.m()));
  }

  Map<String, String> texts(String name) {
    return value(name).m().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s()));
  }

  List<String> textList(String name) {
    return value(name).l().stream().map(AttributeValue::s).toList();
  }

  List<Fields> list(String name) {
    return value(name).l().stream().map(one -> new Fields(one.m())).toList();
  }

  /** Empty where it is missing. */
  List<Fields> optionalList(String name) {
    return has(name) ? list(name) : List.of();
  }

  private AttributeValue value(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException("the record has no attribute " + name));
  }

  private Optional<AttributeValue> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }
}

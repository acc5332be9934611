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
 * Reads the attributes of an item or a nested map. A missing attribute that must be there is an
 * {@link IllegalStateException} that names it: the record is not Darkroom's, or broken.
 */
record ItemReader(Map<String, AttributeValue> values) {

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

  /** False where it is missing. */
  boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  Optional<Boolean> optionalFlag(String name) {
    return optional(name).map(AttributeValue::bool);
  }

  /** A nested map; an empty one where the attribute is missing. */
  ItemReader map(String name) {
    return optionalMap(name).orElseGet(() -> new ItemReader(Map.of()));
  }

  Optional<ItemReader> optionalMap(String name) {
    return optional(name).map(found -> new ItemReader(found.m()));
  }

  /** The texts of a nested map; empty where the attribute is missing. */
  Map<String, String> texts(String name) {
    return map(name).values().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().s()));
  }

  /** Empty where the attribute is missing. */
  List<String> textList(String name) {
    return list(name, AttributeValue::s);
  }

  /** Empty where the attribute is missing. */
  List<ItemReader> list(String name) {
    return list(name, one -> new ItemReader(one.m()));
  }

  /** The members of a list; empty where the attribute is missing. */
  <T> List<T> list(String name, Function<AttributeValue, T> read) {
    return optional(name).stream().flatMap(all -> all.l().stream()).map(read).toList();
  }

  AttributeValue value(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException("the record has no attribute " + name));
  }

  private Optional<AttributeValue> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }
}

package dev.darkroom.testing.dynamo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Evaluates the few forms of condition that Darkroom sends: terms joined by AND, joined by OR. Any
 * other form is an error, so that none is guessed at.
 *
 * @param names of the placeholders that begin with a hash
 * @param values of the placeholders that begin with a colon
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  private static final Pattern EXISTENCE =
      Pattern.compile("attribute_(not_)?exists\\(([#A-Za-z]+)\\)");
  private static final Pattern COMPARISON = Pattern.compile("([#A-Za-z]+) (=|<=) (:[A-Za-z]+)");

  boolean holds(Map<String, AttributeValue> item) {
    return Stream.of(expression.split(" OR ", -1))
        .anyMatch(part -> Stream.of(part.split(" AND ", -1)).allMatch(term -> term(term, item)));
  }

  private boolean term(String term, Map<String, AttributeValue> item) {
    var existence = EXISTENCE.matcher(term);
    if (existence.matches()) {
      return item.containsKey(name(existence.group(2))) == (existence.group(1) == null);
    }
    var comparison = COMPARISON.matcher(term);
    if (!comparison.matches()) {
      throw new IllegalArgumentException("not a form that is modelled: " + term);
    }
    var there = Optional.ofNullable(item.get(name(comparison.group(1))));
    var given = value(comparison.group(3));
    return there
        .filter(found -> found.type() == given.type())
        .filter(found -> compared(found, given, comparison.group(2)))
        .isPresent();
  }

  private static boolean compared(AttributeValue there, AttributeValue given, String how) {
    int order =
        there.n() != null
            ? new BigDecimal(there.n()).compareTo(new BigDecimal(given.n()))
            : there.s().compareTo(given.s());
    return how.equals("=") ? order == 0 : order <= 0;
  }

  private String name(String text) {
    return text.startsWith("#") ? present(names.get(text), text) : text;
  }

  private AttributeValue value(String text) {
    return present(values.get(text), text);
  }

  static <T> T present(@org.jspecify.annotations.Nullable T found, String placeholder) {
    return Optional.ofNullable(found)
        .orElseThrow(() -> new IllegalArgumentException("nothing stands for " + placeholder));
  }
}

package dev.darkroom.testing.dynamo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Evaluates the few forms of condition that Darkroom sends: terms joined by AND, joined by OR, in
 * parentheses where need be. Any other form is an error, so that none is guessed at.
 *
 * @param names of the placeholders that begin with a hash
 * @param values of the placeholders that begin with a colon
 */
record Condition(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
  private static final Pattern EXISTENCE =
      Pattern.compile("attribute_(not_)?exists\\(([#A-Za-z]+)\\)");
  private static final Pattern COMPARISON = Pattern.compile("([#A-Za-z]+) (=|<=) (:[A-Za-z]+)");

  boolean holds(Map<String, AttributeValue> item) {
    return holds(expression, item);
  }

  private boolean holds(String text, Map<String, AttributeValue> item) {
    return parts(text, " OR ").stream()
        .anyMatch(part -> parts(part, " AND ").stream().allMatch(term -> term(term, item)));
  }

  /** Splits where no parenthesis is open. */
  private static List<String> parts(String text, String word) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      depth += one == '(' ? 1 : one == ')' ? -1 : 0;
      if (depth == 0 && text.startsWith(word, at)) {
        parts.add(text.substring(from, at));
        from = at + word.length();
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private boolean term(String term, Map<String, AttributeValue> item) {
    if (term.startsWith("(") && term.endsWith(")")) {
      return holds(term.substring(1, term.length() - 1), item);
    }
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

package dev.darkroom.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An update of an item, as far as Darkroom writes any: attributes are set, set to what another was
 * before, or removed.
 */
record TableUpdate(String expression, Map<?, ?> names, Map<?, ?> values) {
  private static final Pattern SET =
      Pattern.compile("(#\\w+) = (?:if_not_exists\\((#\\w+), (:\\w+)\\)|(:\\w+))");
  private static final Pattern NAME = Pattern.compile("#\\w+");

  /** Of this call. */
  static TableUpdate of(Map<?, ?> call) {
    return new TableUpdate(
        Json.text(call, "UpdateExpression"),
        (Map<?, ?>) call.get("ExpressionAttributeNames"),
        (Map<?, ?>) call.get("ExpressionAttributeValues"));
  }

  /** The item after it. */
  Map<?, ?> on(Map<?, ?> before) {
    var parts = expression.split(" REMOVE ", 2);
    var after = new LinkedHashMap<Object, Object>(before);
    for (var set = SET.matcher(parts[0]); set.find(); ) {
      var value =
          set.group(4) == null
              ? before.containsKey(names.get(set.group(2)))
                  ? before.get(names.get(set.group(2)))
                  : values.get(set.group(3))
              : values.get(set.group(4));
      after.put(names.get(set.group(1)), value);
    }
    if (parts.length > 1) {
      for (var removed = NAME.matcher(parts[1]); removed.find(); ) {
        after.remove(names.get(removed.group()));
      }
    }
    return after;
  }
}

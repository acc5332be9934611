package dev.darkroom.testing.dynamo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Applies the forms of update that Darkroom sends: SET of values, if_not_exists, and REMOVE. */
final class ItemUpdate {
  private static final Pattern FORM = Pattern.compile("SET (.*?)(?: REMOVE (.*))?");
  private static final Pattern KEPT =
      Pattern.compile("if_not_exists\\(([#A-Za-z]+), (:[A-Za-z]+)\\)");

  private final UpdateItemRequest request;

  ItemUpdate(UpdateItemRequest request) {
    this.request = request;
  }

  /** Each right side means the item as it was before. */
  Map<String, AttributeValue> of(Map<String, AttributeValue> before) {
    var form = FORM.matcher(request.updateExpression());
    if (!form.matches()) {
      throw new IllegalArgumentException("not modelled: " + request.updateExpression());
    }
    var after = new LinkedHashMap<>(before);
    after.putAll(request.key());
    for (var assignment : List.of(form.group(1).split(", (?=[#a-zA-Z]+ =)", -1))) {
      var sides = assignment.split(" = ", 2);
      after.put(name(sides[0]), value(sides[1], before));
    }
    Optional.ofNullable(form.group(2))
        .ifPresent(names -> List.of(names.split(", ", -1)).forEach(it -> after.remove(name(it))));
    return after;
  }

  private AttributeValue value(String text, Map<String, AttributeValue> before) {
    var kept = KEPT.matcher(text);
    return kept.matches()
        ? before.getOrDefault(name(kept.group(1)), given(kept.group(2)))
        : given(text);
  }

  private AttributeValue given(String text) {
    return Condition.present(request.expressionAttributeValues().get(text), text);
  }

  private String name(String text) {
    return text.startsWith("#")
        ? Condition.present(request.expressionAttributeNames().get(text), text)
        : text;
  }
}

package dev.darkroom.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A whole item as an update of the version before. The update sets or removes every attribute of
 * Darkroom's. The mark of the claim stays, and the mark of the former write is kept beside the new
 * one.
 */
record TaskUpdate(List<String> set, List<String> taken, Map<String, AttributeValue> item) {

  static TaskUpdate of(Map<String, AttributeValue> item) {
    var set = new ArrayList<>(new TreeSet<>(item.keySet()));
    set.remove(TaskItem.KEY);
    var taken =
        TaskItem.OPTIONAL.stream().filter(name -> !item.containsKey(name)).sorted().toList();
    return new TaskUpdate(List.copyOf(set), taken, item);
  }

  /** The right side of an update's assignment means the value before it. */
  String expression() {
    var changes = new ArrayList<String>();
    changes.add("#formerWrite = if_not_exists(#write, :write)");
    set.forEach(name -> changes.add("#" + name + " = :" + mark(name)));
    var text = "SET " + String.join(", ", changes);
    return taken.isEmpty() ? text : text + " REMOVE #" + String.join(", #", taken);
  }

  Map<String, String> names() {
    var names = new LinkedHashMap<String, String>();
    List.of(set, taken).forEach(some -> some.forEach(name -> names.put("#" + name, name)));
    names.put("#" + TaskItem.FORMER_WRITE, TaskItem.FORMER_WRITE);
    return names;
  }

  /**
   * The values of the attributes.
   *
   * @param more values of the condition, under names that no attribute has
   */
  Map<String, AttributeValue> values(Map<String, AttributeValue> more) {
    var values = new LinkedHashMap<>(more);
    item.forEach(
        (name, value) -> {
          if (!name.equals(TaskItem.KEY)) {
            values.put(":" + mark(name), value);
          }
        });
    return values;
  }

  /** The condition names the version before under its own name. */
  private static String mark(String name) {
    return name.equals(TaskItem.VERSION) ? "next" : name;
  }
}

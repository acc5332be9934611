package dev.darkroom.aws;

import dev.darkroom.task.Audience.Heard;
import dev.darkroom.task.TaskId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which outcome a channel took, as one text such as {@code event bus -mwot5j7f-succeeded}: an id
 * that begins with the task's, as all do, is written without it.
 */
final class HeardItem {
  private HeardItem() {}

  static String write(Heard one, TaskId task) {
    boolean isOurs = one.outcomeId().startsWith(task + "-");
    var outcome = isOurs ? one.outcomeId().substring(task.value().length()) : one.outcomeId();
    return one.channel() + " " + outcome;
  }

  /** Also of the first schema, where it is a nested map. */
  static Heard read(AttributeValue value, TaskId task) {
    if (value.hasM()) {
      var item = new ItemReader(value.m());
      return new Heard(item.text("channel"), item.text("outcome"));
    }
    int space = value.s().lastIndexOf(' '); // a channel's name may have some, an outcome has none
    var outcome = value.s().substring(space + 1);
    return new Heard(
        value.s().substring(0, space), outcome.startsWith("-") ? task + outcome : outcome);
  }
}

package dev.darkroom.aws;

import dev.darkroom.task.Subscribers.Publication;
import dev.darkroom.task.TaskId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A publication as one text, such as {@code event bus -mwot5j7f-succeeded}. All outcome ids begin
 * with the id of their task, which is left out.
 */
final class PublicationItem {
  private PublicationItem() {}

  static String write(Publication one, TaskId task) {
    boolean isOurs = one.outcomeId().startsWith(task + "-");
    var outcome = isOurs ? one.outcomeId().substring(task.value().length()) : one.outcomeId();
    return one.channel() + " " + outcome;
  }

  /** Reads the text, and the nested map of the first schema. */
  static Publication read(AttributeValue value, TaskId task) {
    if (value.hasM()) {
      var item = new ItemReader(value.m());
      return new Publication(item.text("channel"), item.text("outcome"));
    }
    int space = value.s().lastIndexOf(' '); // a channel's name may have some, an outcome has none
    var outcome = value.s().substring(space + 1);
    return new Publication(
        value.s().substring(0, space), outcome.startsWith("-") ? task + outcome : outcome);
  }
}

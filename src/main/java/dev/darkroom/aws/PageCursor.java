package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore.DueTask;
import java.time.DateTimeException;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A place in the index of open tasks. Callers get its text, and send it back untrusted. */
record PageCursor(DueTask last) {
  /** Any moment that Java has: records of others may name some that are far away. */
  private static final Pattern FORM =
      Pattern.compile("([0-9a-z]{26})-(-?\\d{1,17}(?:\\.\\d{1,9})?)");

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static PageCursor parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalArgumentException("not the mark of a page");
    }
    try {
      return new PageCursor(new DueTask(new TaskId(match.group(1)), Moment.parse(match.group(2))));
    } catch (DateTimeException noMoment) {
      throw new IllegalArgumentException("not the mark of a page", noMoment);
    }
  }

  String text() {
    return last.id() + "-" + Moment.text(last.nextCheckAt());
  }

  String shard() {
    return Shard.of(last.id());
  }

  Map<String, AttributeValue> asStartKey() {
    return new ItemWriter()
        .text(TaskItem.KEY, last.id().value())
        .text(TaskItem.SHARD, shard())
        .moment(TaskItem.NEXT_CHECK, last.nextCheckAt())
        .asMap();
  }
}

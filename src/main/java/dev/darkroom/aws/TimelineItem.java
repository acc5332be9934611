package dev.darkroom.aws;

import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskState.Claimed;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.InDoubt;
import dev.darkroom.task.TaskState.ResultKnown;
import dev.darkroom.task.TaskState.Submitted;
import dev.darkroom.task.TimelineEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The entries of a timeline, each as one text. It has the seconds since the task was made, the step
 * and the outcome. An example is {@code 0.612 submission accepted by evolink as ref}, where {@code
 * ref} stands for the provider's id in the record's state.
 *
 * @param known the provider's id, which the record says elsewhere
 */
record TimelineItem(Instant createdAt, Optional<String> known) {
  private static final String AS_REF = " as ref";

  static TimelineItem of(Instant createdAt, TaskState state) {
    return new TimelineItem(createdAt, ref(state).map(ref -> " as " + ref.id()));
  }

  String write(TimelineEntry entry) {
    var after = Duration.between(createdAt, entry.at());
    var seconds =
        BigDecimal.valueOf(after.getSeconds()).add(BigDecimal.valueOf(after.getNano(), 9));
    return String.join(
        " ",
        seconds.stripTrailingZeros().toPlainString(),
        entry.step(),
        exchanged(entry.outcome(), known, Optional.of(AS_REF)));
  }

  /** Reads the text, and the nested map of the first schema. */
  TimelineEntry read(AttributeValue value) {
    if (value.hasM()) {
      var item = new ItemReader(value.m());
      return new TimelineEntry(
          Instant.parse(item.text("at")), item.text("step"), item.text("outcome"));
    }
    var parts = value.s().split(" ", 3);
    var nanos = new BigDecimal(parts[0]).movePointRight(9).longValueExact();
    return new TimelineEntry(
        createdAt.plusNanos(nanos), parts[1], exchanged(parts[2], Optional.of(AS_REF), known));
  }

  /** The text with another end, if it has this one. */
  private static String exchanged(String text, Optional<String> end, Optional<String> other) {
    return end.filter(text::endsWith)
        .flatMap(found -> other.map(text.substring(0, text.length() - found.length())::concat))
        .orElse(text);
  }

  private static Optional<ProviderTaskRef> ref(TaskState state) {
    return switch (state) {
      case Submitted(var ref) -> Optional.of(ref);
      case ResultKnown(var ref, _) -> Optional.of(ref);
      case Delivered(var ref, _, _, _) -> Optional.of(ref);
      case Failed(_, _, var ref) -> ref;
      case Claimed _, InDoubt _ -> Optional.empty();
    };
  }
}

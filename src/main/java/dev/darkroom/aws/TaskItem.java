package dev.darkroom.aws;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Audience;
import dev.darkroom.task.Audience.Heard;
import dev.darkroom.task.Costs;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TimelineEntry;
import dev.darkroom.task.UnreadableTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A task as an item of the table: native attributes, so that a person can read the record. */
final class TaskItem {
  static final String KEY = "pk";
  static final String VERSION = "version";
  static final String NEXT_CHECK = "nextCheckAt";

  /** Only an open task has it: the index has no other. */
  static final String SHARD = "openShard";

  /** Epoch seconds; only a closed task has it. */
  static final String EXPIRES = "expiresAt";

  /** Which call wrote it: a repeated request recognises its own work. */
  private static final String WRITE = "write";

  /** Which call wrote the version before. */
  static final String FORMER_WRITE = "formerWrite";

  /** Which call claimed it: later writes leave it as it is. */
  static final String CLAIM = "claim";

  /** Attributes that some tasks have and others do not. */
  static final Set<String> OPTIONAL =
      Set.of(
          "estimate",
          "reserved",
          "billed",
          "tokens",
          "heard",
          "hints",
          "stored",
          "missing",
          "round",
          "listed",
          SHARD,
          EXPIRES);

  private TaskItem() {}

  static Map<String, AttributeValue> write(Task task, String write, Duration retention) {
    var item =
        new Attributes()
            .text(KEY, task.id().value())
            .number(Schema.ATTRIBUTE, Schema.CURRENT)
            .number(VERSION, task.version())
            .text(WRITE, write)
            .number("attempt", task.attempt())
            .text("status", task.state().status())
            .map("state", StateItem.write(task.state()))
            .map("request", RequestItem.write(task.request()))
            .text("createdAt", task.createdAt().toString())
            .text("updatedAt", task.updatedAt().toString())
            .text("deadline", task.deadline().toString())
            .moment(NEXT_CHECK, task.nextCheckAt())
            .list("adjustments", task.adjustments().stream().map(TaskItem::write).toList())
            .text("estimate", task.estimate())
            .list("timeline", task.timeline().stream().map(TaskItem::write).toList())
            .flag("told", task.told());
    task.costs().reserved().flatMap(CostItem::write).ifPresent(cost -> item.map("reserved", cost));
    task.costs().billed().flatMap(CostItem::write).ifPresent(cost -> item.map("billed", cost));
    write(task.audience(), item);
    ProgressItem.write(task.progress(), item);
    if (task.isOpen()) {
      item.text(SHARD, Shard.of(task.id()));
    } else {
      item.number(EXPIRES, task.updatedAt().plus(retention).getEpochSecond());
    }
    return item.asMap();
  }

  /** Whether that call wrote this version, or the one before. */
  static boolean isOf(String write, Map<String, AttributeValue> item) {
    var mark = AttributeValue.fromS(write);
    return mark.equals(item.get(WRITE)) || mark.equals(item.get(FORMER_WRITE));
  }

  /** Whether that call made the claim. */
  static boolean isClaimOf(String write, Map<String, AttributeValue> item) {
    return AttributeValue.fromS(write).equals(item.get(CLAIM));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnreadableTask if it is of a later schema, or broken; the text holds none of its values
   */
  static Task read(Map<String, AttributeValue> values) {
    var item = new Fields(values);
    try {
      return read(item);
    } catch (IllegalStateException named) { // by Fields, Schema and the like
      throw new UnreadableTask(key(item), String.valueOf(named.getMessage()));
    } catch (RuntimeException broken) { // its text may hold a link or a prompt
      throw new UnreadableTask(key(item), broken.getClass().getSimpleName());
    }
  }

  private static String key(Fields item) {
    return item.optionalText(KEY).orElse("an unknown task");
  }

  private static Task read(Fields item) {
    Schema.check(item);
    return new Task(
        new TaskId(item.text(KEY)),
        item.integer("attempt"),
        item.number(VERSION),
        RequestItem.read(item.map("request")),
        StateItem.read(item.map("state")),
        Instant.parse(item.text("createdAt")),
        Instant.parse(item.text("updatedAt")),
        Instant.parse(item.text("deadline")),
        item.moment(NEXT_CHECK),
        item.list("adjustments").stream().map(TaskItem::readAdjustment).toList(),
        new Costs(
            item.optionalMap("reserved").flatMap(CostItem::read),
            item.optionalMap("billed").flatMap(CostItem::read)),
        item.optionalText("estimate").map(Duration::parse),
        item.list("timeline").stream().map(TaskItem::readTimelineEntry).toList(),
        item.flag("told"),
        new Audience(
            item.has("tokens") ? item.textList("tokens") : List.of(),
            item.has("heard")
                ? item.list("heard").stream().map(TaskItem::readHeard).toList()
                : List.of()),
        ProgressItem.read(item));
  }

  private static Attributes write(Adjustment one) {
    return new Attributes()
        .text("field", one.field())
        .text("requested", one.requested())
        .text("sent", one.sent())
        .text("actual", one.actual())
        .word("kind", one.kind())
        .text("reason", one.reason());
  }

  private static Adjustment readAdjustment(Fields item) {
    return new Adjustment(
        item.text("field"),
        item.text("requested"),
        item.optionalText("sent"),
        item.optionalText("actual"),
        item.word("kind", Adjustment.Kind::valueOf),
        item.text("reason"));
  }

  /** Of most tasks there is none of it: what came after the first release is optional. */
  private static void write(Audience audience, Attributes item) {
    if (!audience.tokens().isEmpty()) {
      item.texts("tokens", audience.tokens());
    }
    if (!audience.heard().isEmpty()) {
      item.list("heard", audience.heard().stream().map(TaskItem::write).toList());
    }
  }

  private static Attributes write(Heard one) {
    return new Attributes().text("channel", one.channel()).text("outcome", one.outcomeId());
  }

  private static Heard readHeard(Fields item) {
    return new Heard(item.text("channel"), item.text("outcome"));
  }

  private static Attributes write(TimelineEntry entry) {
    return new Attributes()
        .text("at", entry.at().toString())
        .text("step", entry.step())
        .text("outcome", entry.outcome());
  }

  private static TimelineEntry readTimelineEntry(Fields item) {
    return new TimelineEntry(
        Instant.parse(item.text("at")), item.text("step"), item.text("outcome"));
  }
}

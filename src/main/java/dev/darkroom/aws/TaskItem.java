package dev.darkroom.aws;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Costs;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Revision;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.Terms;
import dev.darkroom.task.Timeline;
import dev.darkroom.task.TimelineEntry;
import dev.darkroom.task.UnreadableTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A task as an item of the table. Its attributes are native: a person can read the record. */
final class TaskItem {
  static final String KEY = "pk";
  static final String VERSION = "version";
  static final String NEXT_CHECK = "nextCheckAt";

  /** Only open tasks have this attribute: the index holds no others. */
  static final String SHARD = "openShard";

  /** The sort key of the index of recent tasks. */
  static final String CREATED = "createdAt";

  /** The partition in the index of recent tasks. A record has none where the list is off. */
  static final String MONTH = "month";

  /** Epoch seconds; only closed tasks have this attribute. */
  static final String EXPIRES = "expiresAt";

  /** The call that wrote this version: a repeated call recognizes its own work. */
  private static final String WRITE = "write";

  /** The call that wrote the version before. */
  static final String FORMER_WRITE = "formerWrite";

  /** The call that made the claim: later writes leave this attribute as it is. */
  static final String CLAIM = "claim";

  /** Attributes that only some tasks have. */
  static final Set<String> OPTIONAL =
      Set.of(
          "adjustments",
          "attempt",
          "deadline",
          "estimate",
          "reserved",
          "billed",
          "timeline",
          "tokens",
          "updatedAt",
          "heard",
          ProgressItem.PERCENT,
          "publishAttempts",
          "replays",
          "hints",
          "stored",
          "missing",
          ProgressItem.ROUND,
          "listed",
          ProgressItem.MADE,
          ProgressItem.ABANDONED,
          ProgressItem.DISPLACED,
          ProgressItem.LEFTOVERS,
          SHARD,
          EXPIRES);

  private TaskItem() {}

  static Map<String, AttributeValue> write(Task task, String write, Duration retention) {
    var item =
        new ItemWriter()
            .text(KEY, task.id().value())
            .number(Schema.ATTRIBUTE, Schema.TASK)
            .number(VERSION, task.version())
            .text(WRITE, write)
            .text("status", task.state().status())
            .map("state", StateItem.write(task.state(), task.id()))
            .map("request", RequestItem.write(task.request()))
            .text(CREATED, MonthShard.moment(task.createdAt()))
            .moment(NEXT_CHECK, task.nextCheckAt())
            .list("adjustments", task.terms().adjustments().stream().map(TaskItem::write).toList())
            .text("estimate", task.terms().estimate())
            .texts(
                "timeline",
                task.timeline().entries().stream()
                    .map(TimelineItem.of(task.createdAt(), task.state())::write)
                    .toList());
    SubscribersItem.write(task, item);
    writeRest(task, item);
    if (task.isOpen()) {
      item.text(SHARD, Shard.of(task.id()));
    } else {
      item.number(EXPIRES, expiresAt(task, retention));
    }
    return item.asMap();
  }

  /** When a closed task expires, in epoch seconds. */
  static long expiresAt(Task task, Duration retention) {
    return task.timeline().updatedAt().plus(retention).getEpochSecond();
  }

  private static void writeRest(Task task, ItemWriter item) {
    item.text("reserved", task.terms().costs().reserved().flatMap(CostItem::write));
    item.text("billed", task.terms().costs().billed().flatMap(CostItem::write));
    ProgressItem.write(task.progress(), task.id(), item);
    writeUnusual(task, item);
  }

  /** Attributes that most tasks leave out. */
  private static void writeUnusual(Task task, ItemWriter item) {
    if (task.revision().attempt() != 1) {
      item.number("attempt", task.revision().attempt());
    }
    if (!task.deadline().equals(usualDeadline(task.createdAt(), task.request()))) {
      item.text("deadline", task.deadline().toString());
    }
    var entries = task.timeline().entries();
    if (entries.isEmpty() || !task.timeline().updatedAt().equals(last(entries))) {
      item.text("updatedAt", task.timeline().updatedAt().toString());
    }
  }

  /** The time of the last change that the record tells. */
  private static Instant last(List<TimelineEntry> timeline) {
    if (timeline.isEmpty()) {
      throw new IllegalStateException("the record has no attribute updatedAt");
    }
    return timeline.getLast().at();
  }

  private static Instant usualDeadline(Instant createdAt, GenerationRequest request) {
    return createdAt.plus(request.delivery().deadline());
  }

  /** Whether this call wrote this version, or the version before. */
  static boolean isOf(String write, Map<String, AttributeValue> item) {
    var mark = AttributeValue.fromS(write);
    return mark.equals(item.get(WRITE)) || mark.equals(item.get(FORMER_WRITE));
  }

  /** Whether this call made the claim. */
  static boolean isClaimOf(String write, Map<String, AttributeValue> item) {
    return AttributeValue.fromS(write).equals(item.get(CLAIM));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UnreadableTask if the item has a later schema, or is broken; the text holds none of its
   *     values
   */
  static Task read(Map<String, AttributeValue> values) {
    var item = new ItemReader(values);
    try {
      return read(item);
    } catch (IllegalStateException named) { // by ItemReader, Schema and the like
      throw new UnreadableTask(key(item), String.valueOf(named.getMessage()));
    } catch (RuntimeException broken) { // its text may hold a link or a prompt
      throw new UnreadableTask(key(item), broken.getClass().getSimpleName());
    }
  }

  private static String key(ItemReader item) {
    return item.optionalText(KEY).orElse("an unknown task");
  }

  private static Task read(ItemReader item) {
    Schema.check(item, Schema.TASK);
    var id = new TaskId(item.text(KEY));
    var request = RequestItem.read(item.map("request"));
    var state = StateItem.read(item.map("state"), id);
    var timeline = readTimeline(item, state);
    return new Task(
        new Revision(
            id, Math.toIntExact(item.optionalNumber("attempt").orElse(1L)), item.number(VERSION)),
        request,
        state,
        ProgressItem.read(item, id),
        readSchedule(item, timeline.createdAt(), request),
        readTerms(item),
        timeline,
        SubscribersItem.read(item, id, timeline.createdAt()));
  }

  private static Timeline readTimeline(ItemReader item, TaskState state) {
    var createdAt = Instant.parse(item.text(CREATED));
    var entries = item.list("timeline", TimelineItem.of(createdAt, state)::read);
    var updatedAt =
        item.optionalText("updatedAt").map(Instant::parse).orElseGet(() -> last(entries));
    return new Timeline(createdAt, updatedAt, entries);
  }

  private static Schedule readSchedule(
      ItemReader item, Instant createdAt, GenerationRequest request) {
    var deadline =
        item.optionalText("deadline")
            .map(Instant::parse)
            .orElseGet(() -> usualDeadline(createdAt, request));
    return new Schedule(deadline, item.moment(NEXT_CHECK));
  }

  private static Terms readTerms(ItemReader item) {
    return new Terms(
        item.list("adjustments").stream().map(TaskItem::readAdjustment).toList(),
        new Costs(CostItem.read(item, "reserved"), CostItem.read(item, "billed")),
        item.optionalText("estimate").map(Duration::parse));
  }

  private static ItemWriter write(Adjustment one) {
    return new ItemWriter()
        .text("field", one.field())
        .text("requested", one.requested())
        .text("sent", one.sent())
        .text("actual", one.actual())
        .word("kind", one.kind())
        .text("reason", one.reason());
  }

  private static Adjustment readAdjustment(ItemReader item) {
    return new Adjustment(
        item.text("field"),
        item.text("requested"),
        item.optionalText("sent"),
        item.optionalText("actual"),
        item.word("kind", Adjustment.Kind::valueOf),
        item.text("reason"));
  }
}

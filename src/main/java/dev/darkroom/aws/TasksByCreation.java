package dev.darkroom.aws;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore.RecentPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The index of tasks by their creation: keys only, one partition a month and shard. An entry comes
 * with the claim, and no later write of the record changes it. Tasks of one moment are in the order
 * of their shards, and within a shard in DynamoDB's.
 */
record TasksByCreation(DynamoDbClient client, String table) {
  static final String INDEX = "recent";

  /** Months that one page goes through: nearly all of them are empty then. */
  static final int MOST_MONTHS = 24;

  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::createdAt).reversed();

  private static final List<Integer> SHARDS = IntStream.range(0, MonthShard.COUNT).boxed().toList();

  /** One task in the index. */
  record Entry(TaskId id, Instant createdAt) {}

  /**
   * Entries in their order.
   *
   * @param next the place where the next page begins; empty: these were the last
   */
  record Page(List<Entry> entries, Optional<RecentMark> next) {

    /** The tasks of the entries. One that is gone meanwhile is left out. */
    RecentPage read(BatchRead records) {
      var ids = entries.stream().map(Entry::id).toList();
      var found = records.tasksCheaply(ids);
      return new RecentPage(
          ids.stream().flatMap(id -> found.find(id).stream()).toList(),
          next,
          found.unreadable(),
          ids);
    }
  }

  /** Entries from that place on, month by month. */
  Page page(RecentMark from, Instant since, int limit) {
    var found = new ArrayList<Entry>();
    var mark = from;
    for (int months = 0; months < MOST_MONTHS; months++) {
      var latest = latest(mark);
      if (latest.isBefore(since)) {
        return new Page(found, Optional.empty());
      }
      var start = MonthShard.start(MonthShard.month(latest));
      found.addAll(month(mark, start.isBefore(since) ? since : start, limit - found.size()));
      if (found.size() >= limit) {
        var last = found.getLast();
        return new Page(
            found, Optional.of(new RecentMark(last.createdAt(), Optional.of(last.id()))));
      }
      mark = RecentMark.before(start);
    }
    return new Page(found, Optional.of(mark));
  }

  /** The latest moment of a task that may follow the place. */
  private static Instant latest(RecentMark mark) {
    return mark.last().isPresent() ? mark.at() : mark.at().minusNanos(1);
  }

  private List<Entry> month(RecentMark mark, Instant earliest, int limit) {
    return Parallel.map(SHARDS, shard -> shard(shard, mark, earliest, limit)).stream()
        .flatMap(List::stream)
        .sorted(NEWEST_FIRST) // stable: those of one moment stay in the order of their shards
        .limit(limit)
        .toList();
  }

  private List<Entry> shard(int shard, RecentMark mark, Instant earliest, int limit) {
    int last = mark.last().map(MonthShard::shard).orElse(MonthShard.COUNT);
    var latest = shard < last ? mark.at().minusNanos(1) : mark.at();
    if (latest.isBefore(earliest)) {
      return List.of();
    }
    var request =
        QueryRequest.builder()
            .tableName(table)
            .indexName(INDEX)
            .limit(limit)
            .scanIndexForward(false)
            .keyConditionExpression("#month = :month AND createdAt BETWEEN :since AND :until")
            .expressionAttributeNames(Map.of("#month", TaskItem.MONTH))
            .expressionAttributeValues(
                new ItemWriter()
                    .text(":month", MonthShard.text(MonthShard.month(earliest), shard))
                    .text(":since", MonthShard.moment(earliest))
                    .text(":until", MonthShard.moment(latest))
                    .asMap());
    mark.last()
        .filter(_ -> shard == last)
        .ifPresent(id -> request.exclusiveStartKey(startKey(id, mark.at())));
    return new IndexRead(client).entries(request.build(), limit, TasksByCreation::read);
  }

  private static Map<String, AttributeValue> startKey(TaskId id, Instant createdAt) {
    return new ItemWriter()
        .text(TaskItem.KEY, id.value())
        .text(TaskItem.MONTH, MonthShard.of(createdAt, id))
        .text(TaskItem.CREATED, MonthShard.moment(createdAt))
        .asMap();
  }

  private static Entry read(ItemReader entry) {
    return new Entry(
        new TaskId(entry.text(TaskItem.KEY)), Instant.parse(entry.text(TaskItem.CREATED)));
  }
}

package dev.darkroom.aws;

import dev.darkroom.concurrent.Parallel;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore.DuePage;
import dev.darkroom.task.TaskStore.DueTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The index of open tasks: keys only, one partition per shard, sorted by next check. The index
 * follows the table a moment later, so it gives hints only.
 */
record OpenTasks(DynamoDbClient client, String table) {
  static final String INDEX = "open";

  private static final String IN_SHARD = TaskItem.SHARD + " = :shard";

  /** Due tasks, shard by shard from the cursor on, the earliest of each shard first. */
  DuePage due(DueWindow window, Optional<PageCursor> cursor, int limit) {
    var found = new ArrayList<DueTask>();
    for (var shard : from(cursor)) {
      int room = limit - found.size();
      if (room > 0) {
        found.addAll(due(shard, window, within(shard, cursor), room));
      }
    }
    return new DuePage(
        found,
        found.size() < limit
            ? Optional.empty()
            : Optional.of(new PageCursor(found.getLast()).text()));
  }

  /** Open tasks, shard by shard from the cursor on. */
  List<DueTask> after(Optional<PageCursor> cursor, int limit) {
    return Parallel.map(from(cursor), shard -> after(shard, within(shard, cursor), limit)).stream()
        .flatMap(List::stream)
        .limit(limit)
        .toList();
  }

  private static List<String> from(Optional<PageCursor> cursor) {
    int first = cursor.map(at -> Shard.ALL.indexOf(at.shard())).orElse(0);
    return Shard.ALL.subList(first, Shard.ALL.size());
  }

  private static Optional<PageCursor> within(String shard, Optional<PageCursor> cursor) {
    return cursor.filter(at -> at.shard().equals(shard));
  }

  private List<DueTask> due(
      String shard, DueWindow window, Optional<PageCursor> cursor, int limit) {
    var request =
        request(limit)
            .keyConditionExpression(
                IN_SHARD + " AND " + TaskItem.NEXT_CHECK + " BETWEEN :from AND :until")
            .expressionAttributeValues(
                new ItemWriter()
                    .text(":shard", shard)
                    .moment(":from", window.from())
                    .moment(":until", window.until())
                    .asMap());
    cursor.ifPresent(at -> request.exclusiveStartKey(at.asStartKey()));
    return query(request, limit).stream().limit(limit).toList();
  }

  private List<DueTask> after(String shard, Optional<PageCursor> cursor, int limit) {
    var request =
        request(limit)
            .keyConditionExpression(IN_SHARD)
            .expressionAttributeValues(new ItemWriter().text(":shard", shard).asMap());
    cursor.ifPresent(at -> request.exclusiveStartKey(at.asStartKey()));
    return query(request, limit);
  }

  private QueryRequest.Builder request(int limit) {
    return QueryRequest.builder().tableName(table).indexName(INDEX).limit(limit);
  }

  private List<DueTask> query(QueryRequest.Builder request, int limit) {
    return new IndexRead(client).entries(request.build(), limit, OpenTasks::read);
  }

  private static DueTask read(ItemReader entry) {
    return new DueTask(new TaskId(entry.text(TaskItem.KEY)), entry.moment(TaskItem.NEXT_CHECK));
  }
}

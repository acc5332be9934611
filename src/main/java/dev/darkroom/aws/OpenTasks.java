package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore.DueTask;
import dev.darkroom.threads.SideBySide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * The index of open tasks: keys only, one partition per shard, sorted by the next check. It follows
 * the table a moment later, so what it says is a hint.
 */
record OpenTasks(DynamoDbClient client, String table) {
  static final String INDEX = "open";

  private static final Logger LOG = Logger.getLogger(OpenTasks.class);

  private static final String IN_SHARD = TaskItem.SHARD + " = :shard";

  /** The earliest of all shards, at most so many. */
  List<DueTask> due(Instant now, int limit) {
    return SideBySide.map(Shard.ALL, shard -> due(shard, now, limit)).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(DueTask::nextCheckAt))
        .limit(limit)
        .toList();
  }

  /** Shard by shard from that place on, at most so many. */
  List<DueTask> after(Optional<OpenMark> mark, int limit) {
    int first = mark.map(place -> Shard.ALL.indexOf(place.shard())).orElse(0);
    var shards = Shard.ALL.subList(first, Shard.ALL.size());
    return SideBySide.map(
            shards, shard -> after(shard, mark.filter(place -> place.shard().equals(shard)), limit))
        .stream()
        .flatMap(List::stream)
        .limit(limit)
        .toList();
  }

  private List<DueTask> due(String shard, Instant now, int limit) {
    return query(
        request(limit)
            .keyConditionExpression(IN_SHARD + " AND " + TaskItem.NEXT_CHECK + " <= :now")
            .expressionAttributeValues(
                new Attributes().text(":shard", shard).moment(":now", now).asMap()),
        limit);
  }

  private List<DueTask> after(String shard, Optional<OpenMark> mark, int limit) {
    var request =
        request(limit)
            .keyConditionExpression(IN_SHARD)
            .expressionAttributeValues(new Attributes().text(":shard", shard).asMap());
    mark.ifPresent(place -> request.exclusiveStartKey(place.asStartKey()));
    return query(request, limit);
  }

  private QueryRequest.Builder request(int limit) {
    return QueryRequest.builder().tableName(table).indexName(INDEX).limit(limit);
  }

  private List<DueTask> query(QueryRequest.Builder request, int limit) {
    var found = new ArrayList<DueTask>();
    for (var page : client.queryPaginator(request.build())) {
      page.items().stream().map(OpenTasks::read).flatMap(Optional::stream).forEach(found::add);
      if (found.size() >= limit) {
        break;
      }
    }
    return found;
  }

  /** Empty, and in the log, if it is no task of ours: one bad entry spoils no list. */
  private static Optional<DueTask> read(Map<String, AttributeValue> item) {
    var fields = new Fields(item);
    try {
      return Optional.of(
          new DueTask(new TaskId(fields.text(TaskItem.KEY)), fields.moment(TaskItem.NEXT_CHECK)));
    } catch (IllegalStateException | IllegalArgumentException | ArithmeticException broken) {
      LOG.warn("the index of open tasks has an entry that is none: " + broken.getClass().getName());
      return Optional.empty();
    }
  }
}

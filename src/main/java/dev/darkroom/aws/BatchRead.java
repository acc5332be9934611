package dev.darkroom.aws;

import dev.darkroom.task.TaskId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads many items of the table at once. */
record BatchRead(DynamoDbClient client, String table) {
  /** DynamoDB's limit for one BatchGetItem. */
  private static final int BATCH = 100;

  /** Reads whole records as they stand. */
  ReadTasks tasks(List<TaskId> ids) {
    return tasks(ids, /* isConsistent= */ true);
  }

  /** Reads whole records at half the price: the latest writes may not be there yet. */
  ReadTasks tasksCheaply(List<TaskId> ids) {
    return tasks(ids, /* isConsistent= */ false);
  }

  private ReadTasks tasks(List<TaskId> ids, boolean isConsistent) {
    var found = new ReadTasks();
    read(ids, KeysAndAttributes.builder().consistentRead(isConsistent), found::add);
    return found;
  }

  /** The earliest creation of a task with an unpublished outcome. A hint, read cheaply. */
  Optional<Instant> oldestUnpublished(List<TaskId> ids) {
    var unpublished = Stream.<Instant>builder();
    var wanted = KeysAndAttributes.builder().projectionExpression("createdAt, told");
    read(
        ids,
        wanted,
        item -> createdAtIfUnpublished(new ItemReader(item)).ifPresent(unpublished::add));
    return unpublished.build().min(Comparator.naturalOrder());
  }

  private void read(
      List<TaskId> ids,
      KeysAndAttributes.Builder wanted,
      Consumer<Map<String, AttributeValue>> item) {
    ids.stream()
        .gather(Gatherers.windowFixed(BATCH))
        .forEach(
            some -> {
              var keys = some.stream().map(BatchRead::key).toList();
              var request =
                  BatchGetItemRequest.builder()
                      .requestItems(Map.of(table, wanted.keys(keys).build()))
                      .overrideConfiguration(TimeOuts::forPages)
                      .build();
              for (var page : client.batchGetItemPaginator(request)) {
                page.responses().getOrDefault(table, List.of()).forEach(item);
              }
            });
  }

  private static Map<String, AttributeValue> key(TaskId id) {
    return Map.of(TaskItem.KEY, AttributeValue.fromS(id.value()));
  }

  /** Also empty for a broken record: the sweep goes on. */
  private static Optional<Instant> createdAtIfUnpublished(ItemReader item) {
    if (item.flag("told")) {
      return Optional.empty();
    }
    try {
      return item.optionalText("createdAt").map(Instant::parse);
    } catch (DateTimeParseException broken) {
      return Optional.empty();
    }
  }
}

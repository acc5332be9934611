package dev.darkroom.aws;

import dev.darkroom.aws.TaskWrites.Result.Lost;
import dev.darkroom.aws.TaskWrites.Result.Written;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.UnreadableTask;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Tasks in one DynamoDB table. Every promise is kept by one conditional write. */
@Singleton
public final class DynamoTaskStore implements TaskStore {
  private static final String IS_FREE = "attribute_not_exists(" + TaskItem.KEY + ")";

  private static final Logger LOG = Logger.getLogger(DynamoTaskStore.class);

  /** DynamoDB's limit for one BatchGetItem. */
  private static final int BATCH = 100;

  private final Provider<DynamoDbClient> client;
  private final AwsConfig config;

  @Inject
  public DynamoTaskStore(Provider<DynamoDbClient> client, AwsConfig config) {
    this.client = client;
    this.config = config;
  }

  @Override
  public Claim claim(Task fresh) {
    var writes = writes();
    var mark = TaskWrites.mark();
    var wanted = fresh;
    var free = true;
    while (true) { // again only when another claim of a refused id came first, and failed as well
      var result = free ? writes.claimFree(wanted, mark) : writes.claimOver(wanted, mark);
      switch (result) {
        case Written(var ours) -> {
          return new Won(ours);
        }
        case Lost(var there) -> {
          if (there.isPresent() && !fresh.mayClaimFrom(there.get())) {
            return new Taken(there.get());
          }
          free = there.isEmpty(); // it expired in between
          wanted = there.map(fresh::replacing).orElse(fresh);
        }
      }
    }
  }

  @Override
  public boolean replace(Task next) {
    return writes().replace(next) instanceof Written;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return get(id.value()).map(TaskItem::read);
  }

  /** Setting attributes to themselves has the answer name them: a read would cost as much again. */
  @Override
  public Optional<Postponed> postpone(
      TaskId id, Instant seen, Instant next, Optional<Integer> round) {
    var values = new Attributes().moment(":seen", seen).moment(":next", next);
    round.ifPresent(number -> values.number(":round", number));
    try {
      var answer =
          client
              .get()
              .updateItem(
                  update ->
                      update
                          .tableName(table())
                          .key(key(id.value()))
                          .updateExpression(
                              "SET nextCheckAt = :next, createdAt = createdAt, told = told"
                                  + (round.isPresent() ? ", round = :round" : ""))
                          .conditionExpression(
                              "attribute_exists(openShard) AND nextCheckAt = :seen")
                          .expressionAttributeValues(values.asMap())
                          .returnValues(ReturnValue.UPDATED_NEW));
      var after = new Fields(answer.attributes());
      return Optional.of(
          new Postponed(
              createdAt(after).orElse(seen),
              after.has("told") && after.flag("told"))); // an emulator may leave both out
    } catch (ConditionalCheckFailedException lost) {
      return Optional.empty();
    }
  }

  /** Empty where an emulator leaves out what did not change, or the record is broken. */
  private static Optional<Instant> createdAt(Fields item) {
    try {
      return item.optionalText("createdAt").map(Instant::parse);
    } catch (DateTimeParseException broken) {
      return Optional.empty();
    }
  }

  @Override
  public boolean own(ProviderTaskRef ref, Task task) {
    var item = OwnerItem.write(ref, task, config.retention());
    try {
      client
          .get()
          .putItem(
              put ->
                  put.tableName(table())
                      .item(item)
                      .conditionExpression(IS_FREE + " OR " + OwnerItem.OWNER + " = :owner")
                      .expressionAttributeValues(
                          Map.of(":owner", AttributeValue.fromS(task.id().value()))));
      return true;
    } catch (ConditionalCheckFailedException another) {
      return false;
    }
  }

  @Override
  public Optional<TaskId> ownerOf(ProviderTaskRef ref) {
    return get(OwnerItem.key(ref)).map(OwnerItem::owner);
  }

  @Override
  public List<DueTask> due(Instant now, int limit) {
    return index().due(now, limit);
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    var found = index().after(after.map(OpenMark::parse), limit);
    var tasks = new ArrayList<Task>();
    var unreadable = new ArrayList<TaskId>();
    for (int from = 0; from < found.size(); from += BATCH) {
      var ids = found.subList(from, Math.min(from + BATCH, found.size()));
      getAll(ids, item -> read(item).ifPresentOrElse(tasks::add, () -> unreadable.add(id(item))));
    }
    return new OpenPage(
        tasks.stream().filter(Task::isOpen).toList(),
        found.size() < limit ? Optional.empty() : Optional.of(new OpenMark(found.getLast()).text()),
        unreadable);
  }

  /** Empty, and in the log, if it cannot be read: one bad record spoils no list. */
  private static Optional<Task> read(Map<String, AttributeValue> item) {
    try {
      return Optional.of(TaskItem.read(item));
    } catch (UnreadableTask unreadable) {
      LOG.warn(unreadable.getMessage());
      return Optional.empty();
    }
  }

  /** It was asked for by this id. */
  private static TaskId id(Map<String, AttributeValue> item) {
    return new TaskId(new Fields(item).text(TaskItem.KEY));
  }

  @Override
  public void keepRefusal(Refusal refusal) {
    var item = RefusalItem.write(refusal, config.retention());
    client.get().putItem(put -> put.tableName(table()).item(item));
  }

  @Override
  public Optional<Refusal> findRefusal(TaskId id) {
    return get(RefusalItem.key(id)).map(RefusalItem::read);
  }

  private Optional<Map<String, AttributeValue>> get(String key) {
    var answer =
        client.get().getItem(get -> get.tableName(table()).key(key(key)).consistentRead(true));
    return Optional.of(answer.item()).filter(item -> !item.isEmpty());
  }

  private void getAll(List<DueTask> ids, Consumer<Map<String, AttributeValue>> each) {
    var wanted =
        KeysAndAttributes.builder()
            .keys(ids.stream().map(one -> key(one.id().value())).toList())
            .consistentRead(true)
            .build();
    var request =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(table(), wanted))
            .overrideConfiguration(TimeOuts::forPages)
            .build();
    for (var page : client.get().batchGetItemPaginator(request)) {
      page.responses().getOrDefault(table(), List.of()).forEach(each);
    }
  }

  private static Map<String, AttributeValue> key(String value) {
    return Map.of(TaskItem.KEY, AttributeValue.fromS(value));
  }

  private TaskWrites writes() {
    return new TaskWrites(client.get(), table(), config.retention());
  }

  private OpenTasks index() {
    return new OpenTasks(client.get(), table());
  }

  private String table() {
    return AwsConfig.required(config.table(), "DARKROOM_TABLE");
  }
}

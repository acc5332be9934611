package dev.darkroom.aws;

import dev.darkroom.aws.TaskWrites.Result.Deleted;
import dev.darkroom.aws.TaskWrites.Result.Lost;
import dev.darkroom.aws.TaskWrites.Result.Written;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RecentRange;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import dev.darkroom.task.Tombstone;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Tasks in one DynamoDB table. One conditional write keeps every promise; only an attach is two of
 * them, in one transaction.
 */
@Singleton
public final class DynamoTaskStore implements TaskStore {
  private static final String IS_FREE = "attribute_not_exists(" + TaskItem.KEY + ")";

  private static final Logger LOG = Logger.getLogger(DynamoTaskStore.class);

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
        case Deleted(var tombstone) -> {
          return new Claim.Deleted(tombstone);
        }
      }
    }
  }

  @Override
  public boolean replace(Task next) {
    return writes().replace(next) instanceof Written;
  }

  @Override
  public Attachment attach(Task next, ProviderTaskRef ref) {
    var owner = OwnerItem.write(ref, next, config.retention());
    return new AttachWrite(writes()).attach(next, OwnerItem.put(owner, table()));
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return get(id.value()).filter(item -> !TombstoneItem.is(item)).map(TaskItem::read);
  }

  @Override
  public Optional<Tombstone> findDeleted(TaskId id) {
    return get(id.value()).filter(TombstoneItem::is).map(TombstoneItem::read);
  }

  @Override
  public boolean delete(Task task, Instant now) {
    return writes().delete(task, Tombstone.of(task, now));
  }

  @Override
  public boolean postpone(TaskId id, Instant seen, Instant next, Optional<CheckNotes> notes) {
    return new CheckMove(client.get(), table()).to(next, id, seen, notes);
  }

  @Override
  public boolean own(ProviderTaskRef ref, Task task) {
    var item = OwnerItem.write(ref, task, config.retention());
    return isPut(
        put ->
            put.item(item)
                .conditionExpression(OwnerItem.MAY_OWN)
                .expressionAttributeValues(OwnerItem.values(item)));
  }

  @Override
  public Optional<TaskId> ownerOf(ProviderTaskRef ref) {
    return get(OwnerItem.key(ref)).map(OwnerItem::owner);
  }

  @Override
  public DuePage due(DueWindow window, Optional<String> after, int limit) {
    return index().due(window, after.map(PageCursor::parse), limit);
  }

  @Override
  public Optional<Instant> oldestUnpublished(List<TaskId> tasks) {
    return batches().oldestUnpublished(tasks);
  }

  @Override
  public Optional<SweepPass> sweepPass() {
    return passes().read();
  }

  @Override
  public boolean keep(SweepPass next) {
    return passes().replace(next);
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    var found = index().after(after.map(PageCursor::parse), limit);
    var read = batches().tasks(found.stream().map(DueTask::id).toList());
    return new OpenPage(
        read.tasks().filter(Task::isOpen).toList(),
        found.size() < limit
            ? Optional.empty()
            : Optional.of(new PageCursor(found.getLast()).text()),
        read.unreadable());
  }

  @Override
  public Optional<RecentPage> recent(RecentRange range, int limit) {
    if (!config.list()) {
      return Optional.empty();
    }
    var since =
        range
            .since()
            .orElseGet(() -> range.now().minus(config.retention()).minus(OwnerItem.LATEST_END));
    return Optional.of(
        new TasksByCreation(client.get(), table())
            .page(range.from(), since, limit)
            .read(batches()));
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

  @Override
  public Optional<CanaryRecord> canary(ProviderId provider) {
    return get(CanaryItem.key(provider)).map(CanaryItem::read);
  }

  @Override
  public void keepCanary(CanaryRecord seen) {
    boolean isLast =
        isPut(
            put ->
                put.item(CanaryItem.write(seen))
                    .conditionExpression(IS_FREE + " OR #at <= :at")
                    .expressionAttributeNames(Map.of("#at", CanaryItem.AT))
                    .expressionAttributeValues(new ItemWriter().moment(":at", seen.at()).asMap()));
    if (!isLast) {
      LOG.warn("what was seen of %s came late: a later record stays".formatted(seen.provider()));
    }
  }

  /** Whether the condition of a put was met. */
  private boolean isPut(Consumer<PutItemRequest.Builder> conditional) {
    try {
      client.get().putItem(put -> conditional.accept(put.tableName(table())));
      return true;
    } catch (ConditionalCheckFailedException notMet) {
      return false;
    }
  }

  private Optional<Map<String, AttributeValue>> get(String key) {
    var answer =
        client.get().getItem(get -> get.tableName(table()).key(key(key)).consistentRead(true));
    return Optional.of(answer.item()).filter(item -> !item.isEmpty());
  }

  private static Map<String, AttributeValue> key(String value) {
    return Map.of(TaskItem.KEY, AttributeValue.fromS(value));
  }

  private TaskWrites writes() {
    return new TaskWrites(client.get(), table(), config.retention(), config.list());
  }

  private BatchRead batches() {
    return new BatchRead(client.get(), table());
  }

  private SweepPassItem passes() {
    return new SweepPassItem(client.get(), table());
  }

  private OpenTasks index() {
    return new OpenTasks(client.get(), table());
  }

  private String table() {
    return AwsConfig.required(config.table(), "DARKROOM_TABLE");
  }
}

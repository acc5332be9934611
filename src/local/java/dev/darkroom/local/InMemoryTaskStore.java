package dev.darkroom.local;

import dev.darkroom.local.InMemoryTaskStore.Item.Deleted;
import dev.darkroom.local.InMemoryTaskStore.Item.Stored;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.CheckNotes;
import dev.darkroom.task.DueWindow;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.RecentRange;
import dev.darkroom.task.Refusal;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.Tombstone;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tasks in memory, for as long as the process lives: the twin of the DynamoDB table. */
public final class InMemoryTaskStore implements TaskStore {
  /** The claim that a provider's task belongs to. */
  private record Owner(TaskId task, String claimMark) {}

  private static final Comparator<TaskId> BY_ID = Comparator.comparing(TaskId::value);

  private static final Comparator<Task> NEWEST_FIRST =
      Comparator.comparing(Task::createdAt).reversed().thenComparing(Task::id, BY_ID);

  /** What is under an id. */
  sealed interface Item {
    record Stored(Task task) implements Item {}

    record Deleted(Tombstone tombstone) implements Item {}
  }

  private final boolean isListOn;
  private final ConcurrentSkipListMap<TaskId, Item> items = new ConcurrentSkipListMap<>(BY_ID);
  private final ConcurrentMap<TaskId, Refusal> refusals = new ConcurrentHashMap<>();
  private final ConcurrentMap<ProviderId, CanaryRecord> canaries = new ConcurrentHashMap<>();
  private final ConcurrentMap<ProviderTaskRef, Owner> owners = new ConcurrentHashMap<>();
  private volatile Optional<SweepPass> pass = Optional.empty();

  public InMemoryTaskStore() {
    this(/* isListOn= */ true);
  }

  /** A store whose list of tasks by their creation is on, or off. */
  public InMemoryTaskStore(boolean isListOn) {
    this.isListOn = isListOn;
  }

  @Override
  public Claim claim(Task fresh) {
    while (true) { // again only when another claim of the same id came first
      var there = Optional.ofNullable(items.putIfAbsent(fresh.id(), new Stored(fresh)));
      if (there.isEmpty()) {
        return new Claim.Won(fresh);
      }
      switch (there.get()) {
        case Deleted(var tombstone) -> {
          return new Claim.Deleted(tombstone);
        }
        case Stored(var existing) when !fresh.mayClaimFrom(existing) -> {
          return new Claim.Taken(existing);
        }
        case Stored(var existing) -> {
          var next = fresh.replacing(existing);
          if (items.replace(fresh.id(), there.get(), new Stored(next))) {
            return new Claim.Won(next);
          }
        }
      }
    }
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return Optional.ofNullable(items.get(id)).flatMap(InMemoryTaskStore::task);
  }

  private static Optional<Task> task(Item item) {
    return item instanceof Stored(var task) ? Optional.of(task) : Optional.empty();
  }

  @Override
  public Optional<Tombstone> findDeleted(TaskId id) {
    return Optional.ofNullable(items.get(id))
        .flatMap(
            item ->
                item instanceof Deleted(var tombstone) ? Optional.of(tombstone) : Optional.empty());
  }

  @Override
  public boolean delete(Task task, Instant now) {
    return find(task.id())
        .filter(there -> there.version() == task.version())
        .filter(
            there ->
                items.replace(task.id(), new Stored(there), new Deleted(Tombstone.of(there, now))))
        .isPresent();
  }

  @Override
  public boolean replace(Task next) {
    return change(next.id(), there -> there.version() == next.version() - 1, there -> next)
        .isPresent();
  }

  @Override
  public boolean postpone(TaskId id, Instant seen, Instant next, Optional<CheckNotes> notes) {
    return change(
            id,
            there -> there.isOpen() && there.nextCheckAt().equals(seen),
            there ->
                there
                    .knowing(notes.map(there.progress()::with).orElseGet(there::progress))
                    .withNextCheck(next))
        .isPresent();
  }

  @Override
  public synchronized Attachment attach(Task next, ProviderTaskRef ref) {
    boolean isNext =
        find(next.id()).filter(there -> there.version() == next.version() - 1).isPresent();
    if (isNext && !mayOwn(ref, ownerOf(next))) {
      return Attachment.OF_ANOTHER;
    }
    return replace(next) && own(ref, next) ? Attachment.WRITTEN : Attachment.LOST_RACE;
  }

  @Override
  public synchronized boolean own(ProviderTaskRef ref, Task task) {
    var owner = ownerOf(task);
    if (!mayOwn(ref, owner)) {
      return false;
    }
    owners.put(ref, owner);
    return true;
  }

  private boolean mayOwn(ProviderTaskRef ref, Owner owner) {
    return owner.equals(owners.getOrDefault(ref, owner));
  }

  private static Owner ownerOf(Task task) {
    return new Owner(task.id(), task.claimMark());
  }

  @Override
  public Optional<TaskId> ownerOf(ProviderTaskRef ref) {
    return Optional.ofNullable(owners.get(ref)).map(Owner::task);
  }

  @Override
  public DuePage due(DueWindow window, Optional<String> after, int limit) {
    var page =
        behind(after)
            .filter(task -> task.isOpen() && window.contains(task.nextCheckAt()))
            .map(task -> new DueTask(task.id(), task.nextCheckAt()))
            .limit(limit)
            .toList();
    return new DuePage(
        page, page.size() < limit ? Optional.empty() : Optional.of(page.getLast().id().value()));
  }

  @Override
  public Optional<Instant> oldestUnpublished(List<TaskId> some) {
    return some.stream()
        .flatMap(id -> find(id).stream())
        .filter(task -> !task.isPublished())
        .map(Task::createdAt)
        .min(Comparator.naturalOrder());
  }

  @Override
  public Optional<SweepPass> sweepPass() {
    return pass;
  }

  @Override
  public synchronized boolean keep(SweepPass next) {
    if (pass.map(SweepPass::version).orElse(0L) != next.version() - 1) {
      return false;
    }
    pass = Optional.of(next);
    return true;
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    var page = behind(after).filter(Task::isOpen).limit(limit).toList();
    return new OpenPage(
        page, page.size() < limit ? Optional.empty() : Optional.of(page.getLast().id().value()));
  }

  @Override
  public Optional<RecentPage> recent(RecentRange range, int limit) {
    if (!isListOn) {
      return Optional.empty();
    }
    var page =
        behind(Optional.empty())
            .filter(task -> follows(range.from(), task))
            .filter(task -> range.since().filter(task.createdAt()::isBefore).isEmpty())
            .sorted(NEWEST_FIRST)
            .limit(limit)
            .toList();
    var next =
        page.size() < limit
            ? Optional.<RecentMark>empty()
            : Optional.of(RecentMark.behind(page.getLast()));
    return Optional.of(new RecentPage(page, next, List.of(), page.stream().map(Task::id).toList()));
  }

  private static boolean follows(RecentMark mark, Task task) {
    return task.createdAt().isBefore(mark.at())
        || mark.last()
            .filter(last -> task.createdAt().equals(mark.at()))
            .filter(last -> BY_ID.compare(task.id(), last) > 0)
            .isPresent();
  }

  @Override
  public void keepRefusal(Refusal refusal) {
    refusals.put(TaskId.of(refusal.id()), refusal);
  }

  @Override
  public Optional<Refusal> findRefusal(TaskId id) {
    return Optional.ofNullable(refusals.get(id));
  }

  @Override
  public Optional<CanaryRecord> canary(ProviderId provider) {
    return Optional.ofNullable(canaries.get(provider));
  }

  @Override
  public void keepCanary(CanaryRecord seen) {
    canaries.merge(
        seen.provider(), seen, (there, next) -> next.at().isBefore(there.at()) ? there : next);
  }

  private Stream<Task> behind(Optional<String> mark) {
    return mark
        .<ConcurrentNavigableMap<TaskId, Item>>map(
            last -> items.tailMap(new TaskId(last), /* inclusive= */ false))
        .orElse(items)
        .values()
        .stream()
        .flatMap(item -> task(item).stream());
  }

  private Optional<Task> change(TaskId id, Predicate<Task> condition, UnaryOperator<Task> next) {
    while (true) { // again when the task changed between reading and writing
      var there = find(id);
      if (there.isEmpty() || !condition.test(there.get())) {
        return Optional.empty();
      }
      var changed = next.apply(there.get());
      if (items.replace(id, new Stored(there.get()), new Stored(changed))) {
        return Optional.of(changed);
      }
    }
  }
}

package dev.darkroom.testing;

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
import dev.darkroom.task.Tombstone;
import dev.darkroom.task.UnreadableTask;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A store that can be told to go down for writes. */
public final class FailingStore implements TaskStore {
  private final TaskStore behind;
  private volatile boolean isVanished;
  private volatile boolean claimsFail;
  private volatile boolean findsFail;
  private volatile boolean recordsAreUnreadable;
  private volatile boolean replacesFail;
  private volatile boolean postponesFail;
  private volatile boolean refusalsFail;
  private volatile boolean ownsFail;
  private volatile boolean canariesFail;
  private volatile boolean canaryReadsFail;
  private volatile boolean ownersFail;
  private volatile boolean claimAnswersAreLost;
  private volatile boolean passesFail;
  private volatile boolean passAnswersAreLost;
  private final AtomicReference<Optional<Runnable>> race = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Runnable>> claimRace =
      new AtomicReference<>(Optional.empty());
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger lostAnswers = new AtomicInteger();

  public FailingStore(TaskStore behind) {
    this.behind = behind;
  }

  /** It is down. */
  public static final class Down extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Down() {
      super("the store is down");
    }
  }

  public void failOnClaim() {
    claimsFail = true;
  }

  /** Every record is of a later version. */
  public void holdUnreadableRecords() {
    recordsAreUnreadable = true;
  }

  /** Records are not read. */
  public void failOnFind() {
    findsFail = true;
  }

  public void failOnReplace() {
    replacesFail = true;
  }

  /** Canary records are neither read nor written. */
  public void failOnCanary() {
    canariesFail = true;
  }

  /** Canary records are written, and cannot be read. */
  public void failOnReadingCanary() {
    canaryReadsFail = true;
  }

  public void failOnOwn() {
    ownsFail = true;
  }

  /** Owners are not read. */
  public void failOnOwnerOf() {
    ownersFail = true;
  }

  /** So many writes of any kind fail, and the next works again. */
  public void failOnNextWrites(int count) {
    failures.set(count);
  }

  /** Somebody else does this just before the next replacement. */
  public void beforeNextReplace(Runnable other) {
    race.set(Optional.of(other));
  }

  /** Somebody else does this just before the next claim. */
  public void beforeNextClaim(Runnable other) {
    claimRace.set(Optional.of(other));
  }

  public void failOnPostpone() {
    postponesFail = true;
  }

  public void failOnRefusal() {
    refusalsFail = true;
  }

  public void comeBack() {
    findsFail = false;
    refusalsFail = false;
    postponesFail = false;
    ownsFail = false;
    ownersFail = false;
    canariesFail = false;
    canaryReadsFail = false;
    claimAnswersAreLost = false;
    passesFail = false;
    passAnswersAreLost = false;
    claimsFail = false;
    replacesFail = false;
  }

  /** How far a sweep has come is not written. */
  public void failOnPass() {
    passesFail = true;
  }

  /** How far a sweep has come is written, and the answers are lost. */
  public void loseAnswersOfPasses() {
    passAnswersAreLost = true;
  }

  /** Claims are written, and their answers are lost. */
  public void loseAnswersOfClaims() {
    claimAnswersAreLost = true;
  }

  /** The answers to so many replacements are lost after they were written. */
  public void loseAnswersOfNextReplaces(int count) {
    lostAnswers.set(count);
  }

  @Override
  public Claim claim(Task fresh) {
    if (recordsAreUnreadable) {
      throw new UnreadableTask(fresh.id().value(), "it has schema 9");
    }
    if (claimsFail) {
      throw new Down();
    }
    claimRace.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    var claim = behind.claim(fresh);
    if (claimAnswersAreLost) {
      throw new Down();
    }
    return claim;
  }

  /** Somebody deletes every record. */
  public void vanish() {
    isVanished = true;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    if (recordsAreUnreadable) {
      throw new UnreadableTask(id.value(), "it has schema 9");
    }
    if (findsFail) {
      throw new Down();
    }
    return isVanished ? Optional.empty() : behind.find(id);
  }

  @Override
  public boolean replace(Task next) {
    if (replacesFail || failsOnce()) {
      throw new Down();
    }
    if (isVanished) {
      return false;
    }
    race.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    boolean isReplaced = behind.replace(next);
    if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new Down();
    }
    return isReplaced;
  }

  @Override
  public Attachment attach(Task next, ProviderTaskRef ref) {
    if (ownsFail || replacesFail || failsOnce()) {
      throw new Down();
    }
    if (isVanished) {
      return Attachment.LOST_RACE;
    }
    race.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    var result = behind.attach(next, ref);
    if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new Down();
    }
    return result;
  }

  @Override
  public boolean postpone(TaskId id, Instant seen, Instant next, Optional<CheckNotes> notes) {
    if (postponesFail || failsOnce()) {
      throw new Down();
    }
    return behind.postpone(id, seen, next, notes);
  }

  @Override
  public boolean own(ProviderTaskRef ref, Task task) {
    if (ownsFail) {
      throw new Down();
    }
    return behind.own(ref, task);
  }

  @Override
  public Optional<TaskId> ownerOf(ProviderTaskRef ref) {
    if (ownersFail) {
      throw new Down();
    }
    return behind.ownerOf(ref);
  }

  @Override
  public DuePage due(DueWindow window, Optional<String> after, int limit) {
    return behind.due(window, after, limit);
  }

  @Override
  public Optional<Instant> oldestUnpublished(List<TaskId> tasks) {
    return behind.oldestUnpublished(tasks);
  }

  @Override
  public Optional<SweepPass> sweepPass() {
    return behind.sweepPass();
  }

  @Override
  public boolean keep(SweepPass next) {
    if (passesFail || failsOnce()) {
      throw new Down();
    }
    boolean isKept = behind.keep(next);
    if (passAnswersAreLost) {
      throw new Down();
    }
    return isKept;
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    return behind.open(after, limit);
  }

  @Override
  public Optional<RecentPage> recent(RecentRange range, int limit) {
    return behind.recent(range, limit);
  }

  @Override
  public boolean delete(Task task, Instant now) {
    if (replacesFail || failsOnce()) {
      throw new Down();
    }
    race.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    boolean isDeleted = behind.delete(task, now);
    if (lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new Down();
    }
    return isDeleted;
  }

  @Override
  public Optional<Tombstone> findDeleted(TaskId id) {
    if (findsFail) {
      throw new Down();
    }
    return behind.findDeleted(id);
  }

  @Override
  public void keepRefusal(Refusal refusal) {
    if (refusalsFail) {
      throw new Down();
    }
    behind.keepRefusal(refusal);
  }

  @Override
  public Optional<Refusal> findRefusal(TaskId id) {
    return behind.findRefusal(id);
  }

  @Override
  public Optional<CanaryRecord> canary(ProviderId provider) {
    if (canariesFail || canaryReadsFail) {
      throw new Down();
    }
    return behind.canary(provider);
  }

  @Override
  public void keepCanary(CanaryRecord seen) {
    if (canariesFail) {
      throw new Down();
    }
    behind.keepCanary(seen);
  }

  private boolean failsOnce() {
    return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }
}

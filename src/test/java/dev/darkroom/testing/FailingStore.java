package dev.darkroom.testing;

import dev.darkroom.task.Refusal;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store that can be told to go down for writes. */
public final class FailingStore implements TaskStore {
  private final TaskStore behind;
  private volatile boolean claimsFail;
  private volatile boolean replacesFail;
  private volatile boolean postponesFail;
  private volatile boolean refusalsFail;

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

  public void failOnReplace() {
    replacesFail = true;
  }

  public void failOnPostpone() {
    postponesFail = true;
  }

  public void failOnRefusal() {
    refusalsFail = true;
  }

  public void comeBack() {
    refusalsFail = false;
    postponesFail = false;
    claimsFail = false;
    replacesFail = false;
  }

  @Override
  public Claim claim(Task fresh) {
    if (claimsFail) {
      throw new Down();
    }
    return behind.claim(fresh);
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return behind.find(id);
  }

  @Override
  public boolean replace(Task next) {
    if (replacesFail) {
      throw new Down();
    }
    return behind.replace(next);
  }

  @Override
  public Optional<Instant> postpone(TaskId id, Instant seen, Instant next) {
    if (postponesFail) {
      throw new Down();
    }
    return behind.postpone(id, seen, next);
  }

  @Override
  public List<DueTask> due(Instant now, int limit) {
    return behind.due(now, limit);
  }

  @Override
  public OpenPage open(Optional<String> after, int limit) {
    return behind.open(after, limit);
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
}

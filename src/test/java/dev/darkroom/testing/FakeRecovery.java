package dev.darkroom.testing;

import dev.darkroom.provider.CanaryResult;
import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.provider.IdempotencyKey;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.ListedTask;
import dev.darkroom.provider.RepeatResult;
import dev.darkroom.provider.SubmitResult.Accepted;
import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Ways out of a doubt that answer as they are told. */
public final class FakeRecovery implements DoubtRecovery {
  public static final AccountFingerprint ACCOUNT = AccountFingerprint.of("sk-test");
  public static final String BODY = "{\"prompt\":\"a red fox\"}";

  private final List<String> repeats = new CopyOnWriteArrayList<>();
  private final List<IdempotencyKey> canaries = new CopyOnWriteArrayList<>();
  private volatile Supplier<RepeatResult> repeat = () -> new RepeatResult.InDoubt("timed out");
  private volatile Supplier<RecentTasks> list = () -> new RecentTasks.Unknown("not read");
  private volatile Supplier<CanaryResult> canary =
      () -> new CanaryResult.Observed(ACCOUNT, true, "one task");
  private volatile int listReads;

  /** A call that may be repeated. */
  public static SentCall sent() {
    return SentCall.of(BODY, ACCOUNT);
  }

  public FakeRecovery willRepeat(Supplier<RepeatResult> answer) {
    repeat = answer;
    return this;
  }

  /** The repeat is answered with this task. */
  public FakeRecovery willName(ProviderTaskRef ref, boolean isReplay) {
    return willRepeat(
        () ->
            new RepeatResult.Taken(
                new Accepted(ref, Optional.empty(), Optional.empty()), isReplay));
  }

  public FakeRecovery willList(RecentTasks tasks) {
    list = () -> tasks;
    return this;
  }

  public FakeRecovery willList(Supplier<RecentTasks> tasks) {
    list = tasks;
    return this;
  }

  public FakeRecovery willSee(CanaryResult result) {
    return willSee(() -> result);
  }

  public FakeRecovery willSee(Supplier<CanaryResult> result) {
    canary = result;
    return this;
  }

  /** These since the claim. */
  public static Complete listed(ProviderTaskRef... since) {
    return new Complete(
        ACCOUNT,
        List.of(since).stream().map(ref -> new ListedTask(ref, Optional.empty())).toList());
  }

  /** The key and the body of each repeat that left. */
  public List<String> repeats() {
    return List.copyOf(repeats);
  }

  /** The key of each canary. */
  public List<IdempotencyKey> canaries() {
    return List.copyOf(canaries);
  }

  public int listReads() {
    return listReads;
  }

  @Override
  public Duration listMargin() {
    return Duration.ofMinutes(5);
  }

  @Override
  public synchronized RecentTasks tasks(Duration age) {
    listReads++;
    return list.get();
  }

  @Override
  public RepeatResult repeat(IdempotencyKey key, SentCall sent) {
    var result = repeat.get();
    if (!(result instanceof RepeatResult.NotSent)) {
      repeats.add(key + " " + sent.repeatableBody().orElse(""));
    }
    return result;
  }

  @Override
  public CanaryResult canary(IdempotencyKey key) {
    canaries.add(key);
    return canary.get();
  }
}

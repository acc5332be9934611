package dev.darkroom.settlement;

import dev.darkroom.log.StepLog;
import dev.darkroom.provider.RecentTasks;
import dev.darkroom.provider.RecentTasks.Complete;
import dev.darkroom.provider.RecentTasks.ListedTask;
import dev.darkroom.provider.RecentTasks.Unknown;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SentCall;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Weighs the provider's list of tasks as evidence about a paid call in doubt.
 *
 * <p>A list without a task like it proves that nothing was taken. A task like it proves nothing,
 * and is never attached: the task of another caller looks the same.
 */
@ApplicationScoped
class ListEvidence {
  /** Owners that are looked up for one list; more tasks than that count as alike. */
  private static final int MOST_LOOKUPS = 50;

  private final TaskStore store;
  private final Clock clock;
  private final StepLog log;

  ListEvidence(TaskStore store, Clock clock, StepLog log) {
    this.store = store;
    this.clock = clock;
    this.log = log;
  }

  /** What the list says. */
  sealed interface Weight {
    /** No task since the claim can be the one in question. */
    record NothingAlike() implements Weight {}

    /** Some tasks since the claim may be the one in question. */
    record Alike() implements Weight {}

    /**
     * The list proves nothing.
     *
     * @param notBefore how long the provider wants to be left alone, where it says so
     */
    record Unreadable(String why, Optional<Duration> notBefore) implements Weight {}
  }

  /**
   * Reads the list.
   *
   * @param apart a task that does not count, but that the list must show: a list that is behind may
   *     lack an older one as well. Empty: every task counts
   */
  Weight weigh(Doubt doubt, Optional<ProviderTaskRef> apart) {
    return switch (read(doubt)) {
      case Unknown(var why, var retryAfter) -> new Weight.Unreadable(why, retryAfter);
      case Complete list when !isOfTheSameAccount(doubt, list) ->
          new Weight.Unreadable("the list may be of another account", Optional.empty());
      case Complete list when !apart.stream().allMatch(ref -> isShown(list, ref)) ->
          new Weight.Unreadable("the list is behind", Optional.empty());
      case Complete list -> isAnyAlike(doubt, list, apart) ? new Weight.Alike() : NOTHING;
    };
  }

  private static boolean isShown(Complete list, ProviderTaskRef ref) {
    return list.since().stream().anyMatch(one -> one.ref().equals(ref));
  }

  private static final Weight NOTHING = new Weight.NothingAlike();

  private RecentTasks read(Doubt doubt) {
    try {
      return doubt.recovery().tasks(doubt.age(clock.instant()));
    } catch (RuntimeException broken) {
      var why = "list_broken:" + broken.getClass().getSimpleName();
      log.warn(Step.SETTLEMENT, doubt.task(), why, Duration.ZERO);
      return new Unknown(why);
    }
  }

  /** Whether the list is of the account that the call was made for. */
  private static boolean isOfTheSameAccount(Doubt doubt, Complete list) {
    return doubt.sent().map(SentCall::account).filter(list.account()::equals).isPresent();
  }

  private boolean isAnyAlike(Doubt doubt, Complete list, Optional<ProviderTaskRef> apart) {
    var rows = doubt.provider().capabilities();
    var alike =
        list.since().stream()
            .filter(one -> !apart.equals(Optional.of(one.ref())))
            .filter(
                one ->
                    one.model()
                        .filter(model -> Plausibility.isAnother(doubt.task(), model, rows))
                        .isEmpty())
            .map(ListedTask::ref)
            .toList();
    return alike.size() > MOST_LOOKUPS
        || alike.stream().anyMatch(ref -> !belongsToAnother(ref, doubt.task()));
  }

  /** Whether a paid call of another task of ours was answered with this one. */
  private boolean belongsToAnother(ProviderTaskRef ref, Task task) {
    return store.ownerOf(ref).filter(owner -> !owner.equals(task.id())).isPresent();
  }
}

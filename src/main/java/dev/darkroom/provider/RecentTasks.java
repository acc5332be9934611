package dev.darkroom.provider;

import dev.darkroom.task.AccountFingerprint;
import dev.darkroom.task.ProviderTaskRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the provider's list of tasks shows since a moment. */
public sealed interface RecentTasks {
  /**
   * The list was read back to tasks that are older than the moment.
   *
   * @param account whose list it is
   * @param since every task since the moment, of any caller
   */
  record Complete(AccountFingerprint account, List<ListedTask> since) implements RecentTasks {
    public Complete {
      since = List.copyOf(since);
    }
  }

  /**
   * It proves nothing: not read, not to its end, or not as it should be.
   *
   * @param why free of secrets
   * @param retryAfter how long the provider wants to be left alone, where it says so
   */
  record Unknown(String why, Optional<Duration> retryAfter) implements RecentTasks {
    public Unknown(String why) {
      this(why, Optional.empty());
    }
  }

  /**
   * One task in the list. Two tasks of one model look the same.
   *
   * @param model the provider's name of the model, where the list has it
   */
  record ListedTask(ProviderTaskRef ref, Optional<String> model) {}
}

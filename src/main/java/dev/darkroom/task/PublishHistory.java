package dev.darkroom.task;

import dev.darkroom.task.Subscribers.Publication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attempts to publish outcomes, as far as they are stored. The only attempt of a channel that
 * took an outcome at once is not: its publication says the same.
 *
 * @param attempts the last ones, the oldest first. Each has its number, so the last one of a
 *     channel and an outcome also says how many there were
 * @param replays of each channel and outcome the last one
 */
public record PublishHistory(List<PublishAttempt> attempts, List<Replay> replays) {
  /** Attempts that a record keeps. */
  public static final int MOST_ATTEMPTS = 20;

  /** Replays that a record keeps: three channels, of the few outcomes that a task can have. */
  static final int MOST_REPLAYS = 6;

  /** No attempt and no replay. */
  public static final PublishHistory NONE = new PublishHistory(List.of(), List.of());

  public PublishHistory {
    attempts = List.copyOf(attempts);
    replays = List.copyOf(replays);
  }

  /**
   * An operator had an outcome sent on a channel again.
   *
   * @param at when it was asked for; from then on the channel has patience anew
   * @param outcomeAt when the outcome was recorded
   * @param after how many attempts there were before
   */
  public record Replay(Publication publication, Instant at, Instant outcomeAt, int after) {}

  /** With more attempts; the oldest ones give way, but never the last one of a channel. */
  PublishHistory with(List<PublishAttempt> made) {
    var longer = new PublishHistory(attempts, replays);
    for (var one : made) {
      longer = longer.with(one);
    }
    return longer;
  }

  private PublishHistory with(PublishAttempt one) {
    var longer = new ArrayList<>(attempts);
    longer.add(one.numbered(count(one.publication()) + 1));
    if (longer.size() > MOST_ATTEMPTS) {
      longer.remove(oldestOfMany(longer));
    }
    return new PublishHistory(longer, replays);
  }

  /** The place of the oldest attempt that has a later one of the same channel and outcome. */
  private static int oldestOfMany(List<PublishAttempt> all) {
    for (int index = 0; index < all.size(); index++) {
      var publication = all.get(index).publication();
      if (all.subList(index + 1, all.size()).stream()
          .anyMatch(later -> later.publication().equals(publication))) {
        return index;
      }
    }
    return 0;
  }

  /** With a replay, instead of a former one of the same channel and outcome. */
  PublishHistory replayed(Replay next) {
    var all = new ArrayList<>(replays);
    all.removeIf(one -> one.publication().equals(next.publication()));
    all.add(next);
    return new PublishHistory(
        attempts, all.subList(Math.max(0, all.size() - MOST_REPLAYS), all.size()));
  }

  /** The stored attempts of a channel and an outcome, the oldest first. */
  List<PublishAttempt> of(Publication publication) {
    return attempts.stream().filter(one -> one.publication().equals(publication)).toList();
  }

  Optional<Replay> replay(Publication publication) {
    return replays.stream().filter(one -> one.publication().equals(publication)).findFirst();
  }

  /** How many attempts there were, stored or not; 0 also for one that is not stored. */
  int count(Publication publication) {
    var stored = of(publication);
    return stored.isEmpty() ? 0 : stored.getLast().number();
  }
}

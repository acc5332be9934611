package dev.darkroom.settlement;

import dev.darkroom.provider.CheckResult.Reported;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether a provider's task may be the one that Darkroom submitted: a total function. */
final class Plausibility {
  /** How far the clocks of one provider's machines may be apart. */
  private static final Duration THEIR_SKEW = Duration.ofMinutes(5);

  /** Largest error of an unknown clock: any time zone, taken for another. */
  private static final Duration ANY_SKEW = Duration.ofDays(1);

  private Plausibility() {}

  /**
   * An objection to the provider's task.
   *
   * @param rows what the provider can do
   * @param now when the provider answered, by our clock
   * @return a few words; empty: there is no objection
   */
  static Optional<String> objection(
      Task task, Reported answer, List<Capability> rows, Instant now) {
    if (isOlder(task, answer, now)) {
      return Optional.of("it was made before our claim");
    }
    if (answer.model().filter(model -> isAnother(task, model, rows)).isPresent()) {
      return Optional.of("it is of another model");
    }
    return Optional.empty();
  }

  /** A task older than our claim is not ours. The provider's own clock decides, where known. */
  private static boolean isOlder(Task task, Reported answer, Instant now) {
    var age =
        answer
            .createdAt()
            .map(created -> Duration.between(created, answer.answeredAt().orElse(now)));
    var skew = answer.answeredAt().isPresent() ? THEIR_SKEW : ANY_SKEW;
    var ours = Duration.between(task.createdAt(), now);
    return age.filter(theirs -> theirs.minus(skew).compareTo(ours) > 0).isPresent();
  }

  /** Only the known name of another model is evidence: providers have aliases. */
  static boolean isAnother(Task task, String model, List<Capability> rows) {
    var named = rows.stream().filter(row -> same(row.providerModel(), model)).toList();
    return !named.isEmpty()
        && named.stream().noneMatch(row -> row.model().equals(task.request().model()));
  }

  private static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}

package dev.darkroom.explorer;

import static dev.darkroom.explorer.ProviderEffects.Keys.HONOURED;
import static dev.darkroom.explorer.ProviderEffects.Keys.IGNORED;
import static dev.darkroom.explorer.ProviderEffects.Keys.NONE;
import static dev.darkroom.explorer.ProviderEffects.Keys.UNSEEN;

import dev.darkroom.explorer.Explorer.Bound;
import java.time.Duration;
import java.util.List;

/** How far explorations go. */
final class Bounds {
  private static final Scenario CALLING = Scenario.calling(NONE);
  private static final Scenario ABANDONED = CALLING.only(Feature.ABANDON);
  private static final Scenario RECHECKED = CALLING.only(Feature.RECHECK).receives(1);
  private static final Scenario CANCELLED = Scenario.polled().only(Feature.CANCEL);
  private static final Scenario TWO_IMAGES = CALLING.only(Feature.OWN_FATES).images(2);
  private static final Scenario SHORT_LINKS = TWO_IMAGES.links(Duration.ofHours(3));
  private static final Scenario DELETED = CALLING.only(Feature.DELETE);
  private static final Scenario DELETED_EVENTS = CALLING.only(Feature.DELETE, Feature.SURRENDER);
  private static final Scenario WEBHOOK = CALLING.only(Feature.WEBHOOK, Feature.REPLAY);
  private static final Scenario TWO_LIVES = CALLING.only(Feature.SECOND_LIFE);
  private static final Scenario SKEWED = CALLING.only(Feature.SKEW);
  private static final Scenario ODD_ANSWERS = CALLING.only(Feature.ODD_ANSWERS, Feature.ODD_HINTS);
  private static final Scenario LATE_INDEX = CALLING.only(Feature.INDEX_LAG);
  private static final Scenario ODD =
      CALLING.only(Feature.INDEX_LAG, Feature.ODD_ANSWERS, Feature.ODD_HINTS);

  private Bounds() {}

  /** For mutants: those that are through soon, and no more of the others than that. */
  static List<Bound> quick() {
    return small().stream().map(one -> one.atMost(600_000)).toList();
  }

  /** In a build: three minutes in all, at most. */
  static List<Bound> small() {
    return List.of(
        Bound.of("one event", CALLING, new Budget(1, 1, 1, 2, 0, 1)),
        Bound.of("one event, polled", Scenario.polled(), new Budget(1, 0, 1, 2, 0, 2)),
        Bound.of("two events", CALLING, new Budget(2, 1, 1, 1, 0, 1)),
        Bound.of("one event, two faults", CALLING, new Budget(1, 1, 1, 1, 0, 2)),
        Bound.of("a decision, polled", Scenario.polled(), new Budget(1, 0, 0, 1, 1, 0)),
        Bound.of("a decision", CALLING, new Budget(1, 1, 0, 1, 1, 1)).atOnce(1),
        Bound.of("an abandoned doubt", ABANDONED, new Budget(1, 1, 0, 1, 1, 1)),
        Bound.of("a cancel", CANCELLED, new Budget(1, 0, 0, 1, 1, 2)).atOnce(1),
        Bound.of("keys honoured", Scenario.calling(HONOURED), new Budget(1, 1, 0, 2, 0, 2)),
        Bound.of("keys unseen", Scenario.calling(UNSEEN), new Budget(1, 0, 0, 2, 0, 2)),
        Bound.of("keys ignored", Scenario.calling(IGNORED), new Budget(1, 0, 0, 2, 0, 2)),
        Bound.of("recheck, dead letters", RECHECKED, new Budget(1, 1, 0, 1, 1, 2)).atOnce(1),
        Bound.of("two images", TWO_IMAGES, new Budget(1, 1, 0, 1, 0, 2)),
        Bound.of("short links", SHORT_LINKS, new Budget(1, 1, 0, 2, 0, 1)),
        Bound.of("a deletion", DELETED, new Budget(1, 1, 0, 1, 1, 2)),
        Bound.of("webhook and replay", WEBHOOK, new Budget(1, 1, 0, 1, 1, 1)),
        Bound.of("second life", TWO_LIVES, new Budget(2, 2, 0, 1, 0, 1)).atOnce(1),
        Bound.of("wrong clocks", SKEWED, new Budget(1, 1, 1, 1, 0, 1)),
        Bound.of("odd answers", ODD_ANSWERS, new Budget(1, 1, 0, 1, 0, 2)),
        Bound.of("late index", LATE_INDEX, new Budget(1, 0, 1, 1, 0, 2)));
  }

  /** On demand: more than ten million states. */
  static List<Bound> large() {
    return List.of(
        Bound.of("two events, two faults", CALLING, new Budget(2, 1, 1, 1, 0, 2)),
        Bound.of("a decision, two at once", CALLING, new Budget(1, 1, 0, 1, 1, 0)),
        Bound.of("an abandoned doubt, called twice", ABANDONED, new Budget(1, 2, 0, 1, 1, 1)),
        Bound.of("second life, two at once", TWO_LIVES, new Budget(2, 2, 0, 1, 0, 1)),
        Bound.of("odd answers, late index", ODD, new Budget(1, 1, 1, 1, 0, 2)),
        Bound.of("two images, three faults", TWO_IMAGES, new Budget(1, 1, 0, 1, 0, 3)),
        Bound.of("short links, two faults", SHORT_LINKS, new Budget(1, 1, 0, 2, 0, 2)),
        Bound.of("a deletion, two events", DELETED_EVENTS, new Budget(2, 1, 0, 1, 1, 1)),
        Bound.of("a deletion, two faults", DELETED, new Budget(1, 1, 1, 1, 2, 2)),
        Bound.of("webhook, two faults", WEBHOOK, new Budget(1, 1, 0, 1, 1, 2)),
        Bound.of("recheck, two faults", RECHECKED, new Budget(1, 1, 0, 1, 1, 2)),
        Bound.of("wrong clocks, two events", SKEWED, new Budget(2, 1, 0, 1, 0, 1)),
        Bound.of(
            "keys honoured, a sweep", Scenario.calling(HONOURED), new Budget(1, 1, 1, 2, 0, 2)),
        Bound.of(
            "keys ignored, a callback", Scenario.calling(IGNORED), new Budget(1, 1, 0, 2, 0, 2)));
  }
}

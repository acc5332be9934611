package dev.darkroom.explorer;

import static dev.darkroom.explorer.ProviderEffects.Keys.HONOURED;
import static dev.darkroom.explorer.ProviderEffects.Keys.IGNORED;
import static dev.darkroom.explorer.ProviderEffects.Keys.NONE;
import static dev.darkroom.explorer.ProviderEffects.Keys.UNSEEN;

import dev.darkroom.explorer.Explorer.Bound;
import java.util.List;

/** How far explorations go. */
final class Bounds {
  private static final long ALL = Long.MAX_VALUE;

  private Bounds() {}

  /** For mutants: those that are through soon, and no more of the others than that. */
  static List<Bound> quick() {
    return small().stream()
        .map(
            one ->
                new Bound(
                    one.name(), one.callsBack(), one.keys(), one.atOnce(), one.budget(), 600_000))
        .toList();
  }

  /** In a build: a minute in all. */
  static List<Bound> small() {
    return List.of(
        new Bound("one event", true, NONE, 2, new Budget(1, 1, 1, 2, 0, 1), ALL),
        new Bound("one event, polled", false, NONE, 2, new Budget(1, 0, 1, 2, 0, 2), ALL),
        new Bound("two events", true, NONE, 2, new Budget(2, 1, 1, 1, 0, 1), ALL),
        new Bound("one event, two faults", true, NONE, 2, new Budget(1, 1, 1, 1, 0, 2), ALL),
        new Bound("a decision", true, NONE, 2, new Budget(1, 1, 0, 1, 1, 0), ALL),
        new Bound("keys honoured", true, HONOURED, 2, new Budget(1, 1, 0, 2, 0, 2), ALL),
        new Bound("keys unseen", true, UNSEEN, 2, new Budget(1, 0, 0, 2, 0, 2), ALL),
        new Bound("keys ignored", true, IGNORED, 2, new Budget(1, 0, 0, 2, 0, 2), ALL));
  }

  /** On demand. */
  static List<Bound> large() {
    return List.of(
        new Bound("two events, two faults", true, NONE, 2, new Budget(2, 1, 1, 1, 0, 2), ALL),
        new Bound("one event, three faults", true, NONE, 2, new Budget(1, 1, 1, 2, 0, 3), ALL),
        new Bound("decision, fault", true, NONE, 2, new Budget(1, 1, 1, 2, 1, 1), ALL),
        new Bound("given up", false, NONE, 2, new Budget(1, 0, 0, 1, 2, 1), 3_000_000),
        new Bound("two decisions", true, NONE, 2, new Budget(1, 1, 1, 1, 2, 0), ALL),
        new Bound("keys honoured", true, HONOURED, 2, new Budget(1, 1, 1, 3, 0, 2), ALL),
        new Bound("honoured, decision", true, HONOURED, 2, new Budget(1, 1, 0, 2, 1, 1), ALL),
        new Bound("keys unseen", true, UNSEEN, 2, new Budget(1, 1, 1, 3, 0, 2), ALL),
        new Bound("keys ignored", true, IGNORED, 2, new Budget(1, 1, 1, 3, 0, 2), ALL),
        new Bound("three at once", true, NONE, 3, new Budget(2, 1, 1, 1, 0, 1), ALL));
  }
}

package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.explorer.Interner.Interned;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything outside the steps at one moment, and how far each step has come. A value: to go back
 * is to take the former one.
 *
 * @param parts in the order of {@link Part#ALL}
 * @param known whether the paid task's reference is written down anywhere
 * @param owed whether an event's sender was told to try again
 */
record World(
    Instant now,
    List<Interned<?>> parts,
    List<Live> lives,
    Budget budget,
    boolean known,
    boolean owed) {

  /** How long the links of a provider's result live. */
  static final Duration LINKS = Duration.ofHours(24);

  private static final Duration MARGIN = Duration.ofHours(1);

  /** A check on the settle queue. */
  record Message(Check check, Instant visibleAt, int received) {}

  /** How far a provider's task is. */
  enum Stage {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * A task at a provider, made by a paid call of ours.
   *
   * @param at when it came to this stage
   */
  record Theirs(ProviderTaskRef ref, String key, Stage stage, Instant at) {
    /** The same at its end. */
    Theirs ended(Stage next, Instant now) {
      return new Theirs(ref, key, next, now);
    }
  }

  /** An invocation under way. */
  record Live(int slot, Script script, Optional<Message> message) {}

  World {
    parts = List.copyOf(parts);
    lives = List.copyOf(lives);
  }

  /** Before anything has happened. */
  static World first(Interner values, Budget budget) {
    var parts = Part.ALL.stream().<Interned<?>>map(part -> values.of(part.first())).toList();
    return new World(Examples.NOW, parts, List.of(), budget, false, false);
  }

  @SuppressWarnings("unchecked") // every part is put in by its own type
  <T> T get(Part<T> part) {
    return (T) parts.get(part.place()).value();
  }

  <T> World with(Part<T> part, Interned<T> value) {
    var next = new ArrayList<>(parts);
    next.set(part.place(), value);
    return new World(now, next, lives, budget, known, owed);
  }

  /** Whether the record is the same one as there. */
  boolean hasSameTask(World other) {
    return parts.get(Part.TASK.place()).equals(other.parts.get(Part.TASK.place()));
  }

  Optional<Task> task() {
    return get(Part.TASK);
  }

  Optional<Theirs> find(ProviderTaskRef ref) {
    return get(Part.THEIRS).stream().filter(one -> one.ref().equals(ref)).findFirst();
  }

  /**
   * Whether a reference that is written down now leads to a paid image. One that comes when the
   * links are about to die saves nothing.
   */
  boolean isOurs(ProviderTaskRef ref) {
    var deadline = Examples.NOW.plus(Examples.request().delivery().deadline());
    return find(ref).isPresent() && now.isBefore(deadline.plus(LINKS).minus(MARGIN));
  }

  /** The world after the budget has paid for something; empty: it does not cover it. */
  Optional<World> paying(Budget cost) {
    if (cost.equals(Budget.FREE)) {
      return Optional.of(this);
    }
    return budget.covers(cost) ? Optional.of(with(budget.less(cost))) : Optional.empty();
  }

  World with(Budget next) {
    return new World(now, parts, lives, next, known, owed);
  }

  World at(Instant next) {
    return new World(next, parts, lives, budget, known, owed);
  }

  World known(boolean next) {
    return new World(now, parts, lives, budget, next, owed);
  }

  World owed(boolean next) {
    return new World(now, parts, lives, budget, known, next);
  }

  private World with(List<Live> next) {
    return new World(now, parts, next, budget, known, owed);
  }

  World begins(Script script, Optional<Message> message) {
    var more = new ArrayList<>(lives);
    int slot = 0;
    while (isTaken(slot)) {
      slot++;
    }
    more.add(new Live(slot, script, message));
    return with(more);
  }

  private boolean isTaken(int slot) {
    return lives.stream().anyMatch(live -> live.slot() == slot);
  }

  World goesOn(Live live, Script next) {
    return with(
        lives.stream()
            .map(one -> one.slot() == live.slot() ? new Live(one.slot(), next, one.message()) : one)
            .toList());
  }

  World ends(Live live) {
    return with(lives.stream().filter(one -> one.slot() != live.slot()).toList());
  }
}

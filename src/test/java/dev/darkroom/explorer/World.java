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
 * @param isInTime whether days without a fault began while each paid image could still be had
 */
record World(
    Instant now,
    List<Interned<?>> parts,
    List<Live> lives,
    Budget budget,
    boolean known,
    boolean owed,
    boolean isInTime) {

  /** A longest wait, and what may come on top of it. */
  static final Duration MARGIN = Duration.ofMinutes(75);

  /** A dead letter of the settle queue. */
  record Letter(int number, Check check, Instant visibleAt) {}

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
   * @param life of the record that it was made for
   */
  record Theirs(ProviderTaskRef ref, String key, Stage stage, Instant at, int life) {
    /** The same at its end. */
    Theirs ended(Stage next, Instant now) {
      return new Theirs(ref, key, next, now, life);
    }
  }

  /**
   * An invocation under way.
   *
   * @param skew how far its clock is ahead
   */
  record Live(int slot, Script script, Optional<Message> message, Duration skew) {
    Live at(Script next) {
      return new Live(slot, next, message, skew);
    }
  }

  World {
    parts = List.copyOf(parts);
    lives = List.copyOf(lives);
  }

  /** Before anything has happened. */
  static World first(Interner values, Budget budget) {
    var parts = Part.ALL.stream().<Interned<?>>map(part -> values.of(part.first())).toList();
    return new World(Examples.NOW, parts, List.of(), budget, false, false, false);
  }

  @SuppressWarnings("unchecked") // every part is put in by its own type
  <T> T get(Part<T> part) {
    return (T) parts.get(part.place()).value();
  }

  <T> World with(Part<T> part, Interned<T> value) {
    var next = new ArrayList<>(parts);
    next.set(part.place(), value);
    return new World(now, next, lives, budget, known, owed, isInTime);
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

  /** Tasks at providers that were made for the present record. */
  List<Theirs> theirs() {
    int life = get(Part.LIFE);
    return get(Part.THEIRS).stream().filter(one -> one.life() == life).toList();
  }

  /**
   * Whether a reference that is written down now leads to a paid image. One that comes when the
   * links are about to die saves nothing.
   */
  boolean isOurs(ProviderTaskRef ref) {
    return isAwaited() && theirs().stream().anyMatch(one -> one.ref().equals(ref));
  }

  /** Whether images are still waited for, with time enough to look once more. */
  boolean isAwaited() {
    return task()
        .filter(task -> !now.isBefore(task.deadline().plus(Scenario.USUAL_LINKS).minus(MARGIN)))
        .isEmpty();
  }

  /** The world after the budget has paid for something; empty: it does not cover it. */
  Optional<World> paying(Budget cost) {
    if (cost.equals(Budget.FREE)) {
      return Optional.of(this);
    }
    return budget.covers(cost) ? Optional.of(with(budget.less(cost))) : Optional.empty();
  }

  World with(Budget next) {
    return new World(now, parts, lives, next, known, owed, isInTime);
  }

  World at(Instant next) {
    return new World(next, parts, lives, budget, known, owed, isInTime);
  }

  World known(boolean next) {
    return new World(now, parts, lives, budget, next, owed, isInTime);
  }

  World inTime(boolean next) {
    return new World(now, parts, lives, budget, known, owed, next);
  }

  World owed(boolean next) {
    return new World(now, parts, lives, budget, known, next, isInTime);
  }

  private World with(List<Live> next) {
    return new World(now, parts, next, budget, known, owed, isInTime);
  }

  World begins(Script script, Optional<Message> message, Duration skew) {
    var more = new ArrayList<>(lives);
    int slot = 0;
    while (isTaken(slot)) {
      slot++;
    }
    more.add(new Live(slot, script, message, skew));
    return with(more);
  }

  private boolean isTaken(int slot) {
    return lives.stream().anyMatch(live -> live.slot() == slot);
  }

  World goesOn(Live live, Script next) {
    return with(lives.stream().map(one -> one.slot() == live.slot() ? one.at(next) : one).toList());
  }

  World ends(Live live) {
    return with(lives.stream().filter(one -> one.slot() != live.slot()).toList());
  }
}

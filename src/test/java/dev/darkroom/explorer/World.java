package dev.darkroom.explorer;

import dev.darkroom.check.Check;
import dev.darkroom.explorer.Interner.Interned;
import dev.darkroom.task.CanaryRecord;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.SweepPass;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything outside the steps at one moment, and how far each step has come. A value: to go back
 * is to take the former one.
 *
 * @param task the record, without the words of its timeline
 * @param theirs tasks at providers
 * @param told each channel with each outcome that it took
 * @param known whether the paid task's reference is written down anywhere
 * @param owed whether an event's sender was told to try again
 * @param waiting tokens of events that were taken: each must be handed back
 * @param decided what people decided, and control recorded
 */
record World(
    Instant now,
    Interned<Optional<Task>> task,
    Interned<Set<ProviderTaskRef>> owned,
    Interned<List<Message>> queue,
    Interned<List<Check>> dead,
    Interned<List<Theirs>> theirs,
    Interned<Set<String>> told,
    Interned<Map<String, Boolean>> tokens,
    Interned<Optional<SweepPass>> pass,
    List<Live> lives,
    Budget budget,
    boolean known,
    boolean owed,
    Interned<Set<String>> decided,
    Interned<Optional<CanaryRecord>> canary,
    Interned<Set<String>> waiting) {

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

  /** How much may still happen. */
  record Budget(int submits, int rings, int sweeps, int jumps, int decisions, int faults) {
    Budget less(Budget cost) {
      return new Budget(
          submits - cost.submits,
          rings - cost.rings,
          sweeps - cost.sweeps,
          jumps - cost.jumps,
          decisions - cost.decisions,
          faults - cost.faults);
    }

    /** One number for what is left. */
    long number() {
      return ((((submits * 16L + rings) * 16 + sweeps) * 16 + jumps) * 16 + decisions) * 16
          + faults;
    }

    boolean covers(Budget cost) {
      return submits >= cost.submits
          && rings >= cost.rings
          && sweeps >= cost.sweeps
          && jumps >= cost.jumps
          && decisions >= cost.decisions
          && faults >= cost.faults;
    }

    static final Budget FREE = new Budget(0, 0, 0, 0, 0, 0);
    static final Budget SUBMIT = new Budget(1, 0, 0, 0, 0, 0);
    static final Budget RING = new Budget(0, 1, 0, 0, 0, 0);
    static final Budget SWEEP = new Budget(0, 0, 1, 0, 0, 0);
    static final Budget JUMP = new Budget(0, 0, 0, 1, 0, 0);
    static final Budget DECISION = new Budget(0, 0, 0, 0, 1, 0);
    static final Budget FAULT = new Budget(0, 0, 0, 0, 0, 1);
  }

  Optional<Theirs> find(ProviderTaskRef ref) {
    return theirs.value().stream().filter(one -> one.ref().equals(ref)).findFirst();
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
    return budget.covers(cost) ? Optional.of(budget(budget.less(cost))) : Optional.empty();
  }

  World at(Instant next) {
    return new World(
        next, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World task(Interned<Optional<Task>> next) {
    return new World(
        now, next, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World owned(Interned<Set<ProviderTaskRef>> next) {
    return new World(
        now, task, next, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World queue(Interned<List<Message>> next) {
    return new World(
        now, task, owned, next, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World dead(Interned<List<Check>> next) {
    return new World(
        now, task, owned, queue, next, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World theirs(Interned<List<Theirs>> next) {
    return new World(
        now, task, owned, queue, dead, next, told, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World told(Interned<Set<String>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, next, tokens, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World tokens(Interned<Map<String, Boolean>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, next, pass, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World pass(Interned<Optional<SweepPass>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, next, lives, budget, known, owed,
        decided, canary, waiting);
  }

  World budget(Budget next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, next, known, owed,
        decided, canary, waiting);
  }

  World known(boolean next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, next, owed,
        decided, canary, waiting);
  }

  World owed(boolean next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, next,
        decided, canary, waiting);
  }

  World decided(Interned<Set<String>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed, next,
        canary, waiting);
  }

  World canary(Interned<Optional<CanaryRecord>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, next, waiting);
  }

  World waiting(Interned<Set<String>> next) {
    return new World(
        now, task, owned, queue, dead, theirs, told, tokens, pass, lives, budget, known, owed,
        decided, canary, next);
  }

  World lives(List<Live> next) {
    return new World(
        now,
        task,
        owned,
        queue,
        dead,
        theirs,
        told,
        tokens,
        pass,
        List.copyOf(next),
        budget,
        known,
        owed,
        decided,
        canary, waiting);
  }

  World begins(Script script, Optional<Message> message) {
    var more = new ArrayList<>(lives);
    int slot = 0;
    while (slotTaken(slot)) {
      slot++;
    }
    more.add(new Live(slot, script, message));
    return lives(more);
  }

  private boolean slotTaken(int slot) {
    return lives.stream().anyMatch(live -> live.slot() == slot);
  }

  World goesOn(Live live, Script next) {
    return lives(
        lives.stream()
            .map(one -> one == live ? new Live(one.slot(), next, one.message()) : one)
            .toList());
  }

  World ends(Live live) {
    return lives(lives.stream().filter(one -> one != live).toList());
  }
}

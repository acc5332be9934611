package dev.darkroom.nativetest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every call that a function makes to a counterpart, in their order; and what kills the function at
 * one of them.
 */
final class PortCalls {
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private Optional<Death> death = Optional.empty();
  private boolean hasDied;

  /** When a function dies at a call. */
  enum Moment {
    /** The call has left, and has no effect. */
    BEFORE,
    /** The call has its effect, and its answer never arrives. */
    AFTER
  }

  /**
   * One death.
   *
   * @param call the name of a call, with its number among those of that name
   * @param kill ends the process, and returns when it has ended
   */
  private record Death(String call, Moment moment, Runnable kill) {}

  /** Forgets all calls. */
  synchronized void begin() {
    names.clear();
    counts.clear();
    death = Optional.empty();
    hasDied = false;
  }

  /** The same, and has the function die at this call. */
  synchronized void beginWithDeath(String call, Moment moment, Runnable kill) {
    begin();
    death = Optional.of(new Death(call, moment, kill));
  }

  /** The calls so far, each with its number among those of its name. */
  synchronized List<String> names() {
    return List.copyOf(names);
  }

  /** Whether the function died where it should. */
  synchronized boolean hasDied() {
    return hasDied;
  }

  /** A call begins: its name with its number. */
  synchronized String begun(String name) {
    var call = name + " " + counts.merge(name, 1, Integer::sum);
    names.add(call);
    return call;
  }

  /** Whether the function has just died at this moment of a call. */
  boolean isDeath(String call, Moment moment) {
    Runnable kill;
    synchronized (this) {
      if (death.isEmpty() || !death.get().call().equals(call) || death.get().moment() != moment) {
        return false;
      }
      kill = death.get().kill();
      death = Optional.empty();
      hasDied = true;
    }
    kill.run();
    return true;
  }
}

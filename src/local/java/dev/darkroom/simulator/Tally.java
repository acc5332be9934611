package dev.darkroom.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often something happened. */
final class Tally {
  private final Map<String, Integer> times = new ConcurrentHashMap<>();

  /** Counts one more; whether it is among the first so many. */
  boolean isAmongFirst(int most, String what) {
    return times.merge(what, 1, Integer::sum) <= most;
  }
}

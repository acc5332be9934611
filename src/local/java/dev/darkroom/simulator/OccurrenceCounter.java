package dev.darkroom.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often something happened. */
final class OccurrenceCounter {
  private final Map<String, Integer> times = new ConcurrentHashMap<>();

  /** Counts one occurrence more; true while they are at most this many. */
  boolean isAmongFirst(int most, String what) {
    return times.merge(what, 1, Integer::sum) <= most;
  }
}

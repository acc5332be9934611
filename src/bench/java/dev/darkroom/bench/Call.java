package dev.darkroom.bench;

import java.util.Comparator;
import java.util.List;

/**
 * One call that the function made, and for how long it waited: from the first byte of the request
 * to the last of the answer, as the fake saw them, in {@link System#nanoTime}.
 */
record Call(String kind, Item item, long start, long end) {
  private static final String HANDSHAKE = "handshake";

  /**
   * What DynamoDB would have charged for.
   *
   * @param bytes of the item, by DynamoDB's own rule
   */
  record Item(long bytes, double readUnits, long writeUnits) {
    static final Item NONE = new Item(0, 0, 0);
  }

  /** The server's part of a handshake: the function waits for it, as for an answer. */
  static Call handshake(long start, long end) {
    return new Call(HANDSHAKE, Item.NONE, start, end);
  }

  boolean isHandshake() {
    return kind.equals(HANDSHAKE);
  }

  double millis() {
    return (end - start) / 1e6;
  }

  /** Nanoseconds between these two moments in which at least one call was under way. */
  static long waited(List<Call> calls, long from, long to) {
    long waited = 0;
    long seen = from;
    for (var call : calls.stream().sorted(Comparator.comparingLong(Call::start)).toList()) {
      long begin = Math.max(seen, call.start());
      long end = Math.min(to, call.end());
      if (end > begin) {
        waited += end - begin;
        seen = end;
      }
    }
    return waited;
  }
}

package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Something that serves the functions submit and settle.
 *
 * @param start what starts it with so many MB of memory; empty: what it needs is not here
 */
record Contender(String name, Optional<IntFunction<Command>> start, Role role) {

  /** What starts that function with the memory that it is deployed with. */
  Command command(Handler handler) {
    return start.orElseThrow().apply(handler.memory());
  }

  /** What it is measured for. */
  enum Role {
    /** The artifact. */
    OURS,
    /** What a good engineer would ship otherwise: the others are compared with it. */
    YARDSTICK,
    /** Another way to ship it, measured in all. */
    RIVAL,
    /** Its start is measured, and no more. */
    START_ONLY
  }
}

package dev.darkroom.soak;

import java.net.URI;

/** Darkroom as the run sees it: routes, and a process that may die. */
interface Darkroom extends AutoCloseable {
  URI address();

  /** How often it has swept so far. */
  int sweeps();

  /** Whether it runs in a process of its own. */
  boolean isMortal();

  /** Kills it, and starts another on what it left. */
  void kill();

  /** Returns when it takes requests. */
  void awaitUp();

  @Override
  void close();
}

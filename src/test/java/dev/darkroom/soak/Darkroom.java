package dev.darkroom.soak;

import java.net.URI;
import java.util.List;

/**
 * Darkroom as the run sees it: the packaged application of local mode on AWS's adapters, in a
 * process that may die.
 */
final class Darkroom implements AutoCloseable {
  private final SoakSite site;
  private final List<String> command;
  private DarkroomProcess process;
  private int kills;

  /**
   * Starts the first process.
   *
   * @param command that starts Darkroom
   */
  Darkroom(SoakSite site, List<String> command) {
    this.site = site;
    this.command = List.copyOf(command);
    this.process = start();
  }

  URI address() {
    return site.darkroom();
  }

  /** How often it has swept so far. */
  int sweeps() {
    return site.log().sweeps();
  }

  /** Kills it, and starts another on what it left. */
  synchronized void kill() {
    process.kill();
    process = start();
    kills++;
  }

  synchronized int kills() {
    return kills;
  }

  /** Returns when it takes requests. */
  synchronized void awaitUp() {
    // Whoever kills it has the lock until another one is up.
  }

  @Override
  public void close() {
    process.stop();
  }

  private DarkroomProcess start() {
    return DarkroomProcess.start(command, site.environment(), site.folder(), site.log());
  }
}

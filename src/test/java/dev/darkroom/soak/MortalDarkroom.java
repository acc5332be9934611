package dev.darkroom.soak;

import java.net.URI;
import java.util.List;

/** Darkroom in a process of its own: the packaged application of local mode, on AWS's adapters. */
final class MortalDarkroom implements Darkroom {
  private final SoakSite site;
  private final List<String> command;
  private DarkroomProcess process;

  /**
   * Starts the first one.
   *
   * @param command that starts Darkroom
   */
  MortalDarkroom(SoakSite site, List<String> command) {
    this.site = site;
    this.command = List.copyOf(command);
    this.process = start();
  }

  @Override
  public URI address() {
    return site.darkroom();
  }

  @Override
  public int sweeps() {
    return site.log().sweeps();
  }

  @Override
  public boolean isMortal() {
    return true;
  }

  @Override
  public synchronized void kill() {
    process.kill();
    site.checks().forgetConsumer();
    site.dead().forgetConsumer();
    process = start();
  }

  @Override
  public synchronized void awaitUp() {
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

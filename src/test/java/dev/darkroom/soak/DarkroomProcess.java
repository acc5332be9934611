package dev.darkroom.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Darkroom in a process of its own, which can be killed. Its log goes to a file, line by line. */
final class DarkroomProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String UP = "Darkroom is up";

  private final Process process;
  private final Thread reader;
  private final SoakLog log;
  private final CountDownLatch isUp = new CountDownLatch(1);

  private DarkroomProcess(Process process, SoakLog log) {
    this.process = process;
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    this.reader = Thread.ofPlatform().daemon().name("darkroom-log").start(this::read);
  }

  /**
   * Starts one, and waits until it takes requests.
   *
   * @param folder where it runs
   */
  static DarkroomProcess start(
      List<String> command, Map<String, String> environment, Path folder, SoakLog log) {
    try {
      var builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
      builder.environment().putAll(environment);
      var started = new DarkroomProcess(builder.start(), log);
      started.awaitUp();
      return started;
    } catch (IOException notStarted) {
      throw new UncheckedIOException(notStarted);
    }
  }

  /** Ends it as the kernel does when memory is short: it is not asked. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it as an operator does. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  private void awaitUp() {
    try {
      if (!isUp.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
        process.destroyForcibly();
        throw new IllegalStateException("Darkroom did not start: see " + log.file());
      }
    } catch (InterruptedException stopping) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      process.waitFor();
      reader.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (var lines = process.inputReader()) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        log.write(line);
        if (line.contains(UP)) {
          isUp.countDown();
        }
      }
    } catch (IOException closed) {
      log.write("the log ended: " + closed.getMessage());
    } finally {
      isUp.countDown();
    }
  }

  /** A file that several processes write one after the other. */
  static final class SoakLog implements AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;
    private int sweeps;

    SoakLog(Path file) {
      try {
        this.file = file;
        this.writer = Files.newBufferedWriter(file);
      } catch (IOException notOpened) {
        throw new UncheckedIOException(notOpened);
      }
    }

    Path file() {
      return file;
    }

    synchronized void write(String line) {
      if (line.contains("\"step\":\"sweep\"")) {
        sweeps++;
        notifyAll();
      }
      try {
        writer.write(line);
        writer.newLine();
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    }

    synchronized int sweeps() {
      return sweeps;
    }

    synchronized void flush() {
      try {
        writer.flush();
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    }

    @Override
    public synchronized void close() {
      try {
        writer.close();
      } catch (IOException full) {
        throw new UncheckedIOException(full);
      }
    }
  }
}

package dev.darkroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The part of a processor that a function gets for its memory: a control group with a quota, of
 * version 1 or 2, whichever this machine lets us make.
 *
 * <p>The native tests have a class of the same name. They cannot share one: the bench starts from
 * its sources, without Maven and without the classes of the tests.
 *
 * @param group its folder
 */
record ProcessorShare(Path group) implements AutoCloseable {
  /** What is said where there is none. */
  static final String NOT_HERE =
      "No control group with a quota can be made here: nothing is measured at a share of a core.";

  /** MB of memory that buy one core (AWS's documentation; cost/Input.java). */
  private static final double WHOLE_CORE = 1769;

  /** Microseconds; which period Lambda has is not documented. */
  private static final int PERIOD = 20_000;

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Of a core, for that memory in MB. */
  static double of(int memory) {
    return memory / WHOLE_CORE;
  }

  /** Whether a control group can be made here. */
  static boolean isHere() {
    try (var _ = make((int) WHOLE_CORE)) {
      return true;
    } catch (IOException notHere) {
      return false;
    }
  }

  /**
   * Makes one.
   *
   * @param memory in MB
   */
  static ProcessorShare make(int memory) throws IOException {
    var name =
        "darkroom-bench-%d-%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
    long quota = Math.round(of(memory) * PERIOD);
    return places()
        .map(place -> made(place.resolve(name), quota))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new IOException("no control group for a processor can be made here"));
  }

  /** Where groups may be made: below our own, or at the root. */
  private static Stream<Path> places() {
    return Stream.of("/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup")
        .map(Path::of);
  }

  private static Optional<ProcessorShare> made(Path group, long quota) {
    try {
      Files.createDirectory(group);
    } catch (IOException notHere) {
      return Optional.empty(); // no such controller, or none for us
    }
    var share = new ProcessorShare(group);
    try {
      if (Files.exists(group.resolve("cpu.max"))) {
        write(group.resolve("cpu.max"), quota + " " + PERIOD);
      } else {
        write(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD));
        write(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
      }
      return Optional.of(share);
    } catch (IOException noQuota) {
      share.close();
      return Optional.empty();
    }
  }

  /** Not created: what the kernel does not offer must not become a file. */
  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  /** The words that start this command inside of it, as the same process. */
  List<String> start(List<String> words) {
    var enter = "echo $$ > '%s' && exec \"$@\"".formatted(group.resolve("cgroup.procs"));
    return Stream.concat(Stream.of("/bin/sh", "-c", enter, "share"), words.stream()).toList();
  }

  /** To be called when its processes have ended. */
  @Override
  public void close() {
    group.toFile().delete(); // a folder of the kernel's, which only looks as if it were not empty
  }
}

package dev.darkroom.nativetest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a processor, as Lambda gives it: a control group with a quota, of version 1 or 2.
 *
 * @param group its folder
 */
record ProcessorShare(Path group) implements AutoCloseable {
  /** Microseconds. */
  private static final int PERIOD = 20_000;

  private static final int MB_OF_A_CORE = 1769;

  /**
   * What a function of that memory has; nothing where no control group can be made.
   *
   * @param memory in MB
   */
  static Optional<ProcessorShare> ofFunction(int memory) {
    var name = "darkroom-test-" + ProcessHandle.current().pid();
    var quota = Integer.toString(PERIOD * memory / MB_OF_A_CORE);
    return Stream.of("/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup")
        .map(place -> made(Path.of(place, name), quota))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<ProcessorShare> made(Path group, String quota) {
    try {
      Files.createDirectory(group);
    } catch (IOException notHere) {
      return Optional.empty();
    }
    var share = new ProcessorShare(group);
    try {
      if (Files.exists(group.resolve("cpu.max"))) {
        write(group.resolve("cpu.max"), quota + " " + PERIOD);
      } else {
        write(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD));
        write(group.resolve("cpu.cfs_quota_us"), quota);
      }
      return Optional.of(share);
    } catch (IOException noQuota) {
      share.close();
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  /** What stands before the words of a command, so that it runs in the group. */
  List<String> entering() {
    var enter = "echo $$ > '" + group.resolve("cgroup.procs") + "' && exec \"$@\"";
    return List.of("/bin/sh", "-c", enter, "share");
  }

  /** To be called when its processes have ended. */
  @Override
  public void close() {
    if (!group.toFile().delete()) { // the kernel's folder: it only looks as if it were not empty
      throw new IllegalStateException(group + " cannot be taken away");
    }
  }
}

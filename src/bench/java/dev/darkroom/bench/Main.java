package dev.darkroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Runs the parts that are asked for, one after the other. {@code src/bench/run} says how. */
final class Main {
  private Main() {}

  /** One question, and its answer as a table. */
  @FunctionalInterface
  private interface Part {
    void run(Bench bench) throws Exception;
  }

  /**
   * Starts it.
   *
   * @param arguments the zip, the folder to work in, the parts
   */
  public static void main(String[] arguments) throws Exception {
    var bench = Bench.of(Path.of(arguments[0]), Path.of(arguments[1]));
    System.out.printf(
        "%s, %s, built with %s%n", LocalDate.now(ZoneOffset.UTC), machine(), bench.builtWith());
    for (var name : List.of(arguments).subList(2, arguments.length)) {
      System.out.printf("%n### %s%n%n", name);
      part(name).run(bench);
    }
    System.exit(0); // nothing is left to be waited for
  }

  private static Part part(String name) {
    return switch (name) {
      case "start" -> StartUp::run;
      case "own" -> OwnTime::run;
      case "memory" -> Memory::run;
      case "settle" -> Settling::run;
      case "spread" -> Spread::run;
      case "sweep" -> Sweeping::run;
      case "size" -> Size::run;
      default -> throw new IllegalArgumentException("no such part: " + name);
    };
  }

  private static String machine() throws IOException {
    var model =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("unknown CPU");
    return "%d cores of %s (%s), Linux %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            model,
            System.getProperty("os.arch"),
            System.getProperty("os.version"));
  }
}

package dev.darkroom.soak;

import dev.darkroom.conformance.Conformance;
import dev.darkroom.soak.Flaw.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One run, from its seed to the report. */
final class Soak {
  private Soak() {}

  /** Plays so many tasks through a process of their own, and audits them. */
  static Result run(Path folder, List<String> command, int tasks, long seed) {
    try (var site = new SoakSite(folder, seed);
        var darkroom = new Darkroom(site, command)) {
      return run(site, darkroom, tasks, seed);
    }
  }

  private static Result run(SoakSite site, Darkroom darkroom, int tasks, long seed) {
    long start = System.nanoTime();
    System.out.printf("soak: %d tasks, seed %d%n", tasks, seed);
    var population = Population.of(seed, tasks);
    try (var requester = new Requester(darkroom.address(), site.clock(), darkroom::awaitUp)) {
      var run = new SoakRun(site, darkroom, requester, population, seed);
      run.play();
      site.log().flush();
      var report =
          new Auditor(site, requester).audit(population).with(transitions(site.log().file()));
      var numbers =
          "seed %d, %d kills, %d hours moved (%d times although something was under way), %d checks received, %d dead letters, %d outcomes told, %d s%n"
              .formatted(
                  seed,
                  darkroom.kills(),
                  run.moved().toHours(),
                  run.unquiet(),
                  site.checks().received(),
                  site.dead().bodies().size(),
                  site.bus().count(),
                  Duration.ofNanos(System.nanoTime() - start).toSeconds());
      return new Result(report, numbers + report.summary(), report.stories(site.log().file()));
    }
  }

  /** The lines that the model of a task does not allow. A process may have died before its line. */
  private static List<Flaw> transitions(Path log) {
    try (var lines = Files.lines(log)) {
      return Conformance.check(lines).violations().stream()
          .map(one -> new Flaw(Kind.ILLEGAL_TRANSITION, one.task(), one.toString()))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What a run came to. */
  record Result(AuditReport report, String summary, String stories) {}

  /** The command that starts the packaged application. */
  static List<String> packaged(Path jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        jar.toAbsolutePath().toString());
  }
}

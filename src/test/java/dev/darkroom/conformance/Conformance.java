package dev.darkroom.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Replays a log against the model. The order of the lines and their times do not matter: each line
 * names the version of the record that it is about.
 */
public final class Conformance {
  private static final String NO_TASK = "-";

  private final Model model;
  private final Map<String, List<LogLine>> tasks = new TreeMap<>();
  private final Set<LogLine> seen = new HashSet<>();
  private final LineSource source = new LineSource(this::add);
  private long lines;
  private long duplicates;

  private Conformance(Model model) {
    this.model = model;
  }

  /** Judges a log in which processes may have died between a write and its line. */
  public static Report check(Stream<String> lines) {
    return new Conformance(new Model(false, true)).judge(lines);
  }

  /** Judges a log from which no line is missing: a write that has a line must have it. */
  public static Report checkComplete(Stream<String> lines) {
    return new Conformance(new Model(true, true)).judge(lines);
  }

  /** Judges the log of a test, whose records may have been made by hand before the first line. */
  static Report checkTest(Stream<String> lines) {
    return new Conformance(new Model(false, false)).judge(lines);
  }

  private Report judge(Stream<String> text) {
    text.forEachOrdered(source::read);
    source.end();
    var violations = new ArrayList<Violation>();
    long unversioned = 0;
    for (var task : tasks.entrySet()) {
      var rules = new TaskRules(model, task.getKey());
      violations.addAll(rules.judge(task.getValue()));
      unversioned += rules.unversioned();
    }
    long named = tasks.keySet().stream().filter(task -> !task.equals(NO_TASK)).count();
    return new Report(lines, duplicates, source.others(), unversioned, named, violations);
  }

  /** A line of the same time that says the same is the same line, delivered again. */
  private void add(LogLine line) {
    if (line.at().isPresent() && !seen.add(line.numbered(0))) {
      duplicates++;
      return;
    }
    lines++;
    tasks.computeIfAbsent(line.task().orElse(NO_TASK), _ -> new ArrayList<>()).add(line);
  }

  /**
   * Judges files: {@code [--complete] <file…|->}. Ends with 1 if a line is illegal, and with 2 if
   * nothing could be judged.
   */
  public static void main(String[] arguments) throws IOException {
    var files = new ArrayList<>(List.of(arguments));
    boolean isComplete = files.remove("--complete");
    if (files.isEmpty()) {
      System.err.println("src/bench/conformance [--complete] <file…|->");
      System.exit(2);
    }
    var judge = new Conformance(new Model(isComplete, true));
    Report report;
    try (var text = files.stream().flatMap(Conformance::linesOf)) {
      report = judge.judge(text);
    }
    report.violations().forEach(System.out::println);
    System.out.println(report.summary());
    System.exit(report.lines() == 0 ? 2 : report.isConformant() ? 0 : 1);
  }

  private static Stream<String> linesOf(String file) {
    try {
      var reader = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
      return reader.lines().onClose(() -> close(reader));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static InputStream open(String file) throws IOException {
    if (file.equals("-")) {
      return System.in;
    }
    var bytes = Files.newInputStream(Path.of(file));
    return file.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

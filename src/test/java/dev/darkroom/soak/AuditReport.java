package dev.darkroom.soak;

import dev.darkroom.soak.Flaw.Kind;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the audit found.
 *
 * @param evidence of each task, by its id
 * @param flaws none, if all is well
 * @param objects in the bucket
 */
record AuditReport(Map<String, Evidence> evidence, List<Flaw> flaws, int objects) {
  private static final int MOST_STORIES = 40;

  AuditReport {
    evidence = Map.copyOf(evidence);
    flaws = List.copyOf(flaws);
  }

  /** The same with further flaws. */
  AuditReport with(List<Flaw> more) {
    var all = new ArrayList<>(flaws);
    all.addAll(more);
    return new AuditReport(evidence, all, objects);
  }

  /** The counts, one a line. */
  String summary() {
    var lines = new StringBuilder();
    var states =
        new TreeMap<>(
            evidence.values().stream()
                .collect(Collectors.groupingBy(AuditReport::end, Collectors.counting())));
    long billed = evidence.values().stream().mapToLong(seen -> seen.taken().size()).sum();
    lines.append("%d tasks: %s%n".formatted(evidence.size(), states));
    lines.append("%d taken and billed, %d objects%n".formatted(billed, objects));
    Arrays.stream(Kind.values())
        .forEach(kind -> lines.append("%d %s%n".formatted(count(kind), kind.words())));
    return lines.toString();
  }

  long count(Kind kind) {
    return flaws.stream().filter(one -> one.kind() == kind).count();
  }

  /** Each flaw with all that is known of its task, and the lines of its log. */
  String stories(Path log) {
    var story = new StringBuilder();
    for (var flaw : flaws.stream().limit(MOST_STORIES).toList()) {
      story.append("%n%s: %s: %s%n".formatted(flaw.kind().words(), flaw.id(), flaw.what()));
      evidence.values().stream()
          .filter(seen -> isOf(flaw, seen))
          .forEach(
              seen -> {
                story.append(seen);
                lines(log, taskId(seen)).forEach(line -> story.append("  log: " + line + '\n'));
              });
    }
    return story.toString();
  }

  /** A flaw names a task by either of its ids, or an object and then its owner. */
  private static boolean isOf(Flaw flaw, Evidence seen) {
    var ids = List.of(seen.task().id(), taskId(seen));
    return ids.contains(flaw.id()) || ids.contains(flaw.what());
  }

  private static String taskId(Evidence seen) {
    return TaskId.of(new RequestId(seen.task().id())).value();
  }

  private static String end(Evidence seen) {
    return seen.status()
        + (seen.isLate() ? " late" : "")
        + seen.record()
            .map(it -> it.at("/error/code").asText())
            .filter(code -> !code.isEmpty() && !code.equals("cancelled"))
            .map(code -> " " + code)
            .orElse("");
  }

  private static List<String> lines(Path log, String taskId) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(taskId)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

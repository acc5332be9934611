package dev.darkroom.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A log as Darkroom writes it, from a short notation: {@code submission accepted acme
 * m0/1/claimed}.
 */
final class TestingLog {
  static final String TASK = "1eqy48apt9mrr51vgr208hpkcv";

  private final List<String> lines = new ArrayList<>();

  /** Each in its own microsecond; a dash stands for no provider or no record. */
  static TestingLog of(String... notations) {
    var log = new TestingLog();
    for (var notation : notations) {
      log.add(TASK, notation);
    }
    return log;
  }

  TestingLog add(String task, String notation) {
    var words = notation.split(" ", -1);
    lines.add(
        "{\"timestamp\":\"2026-11-25T09:12:03.%06dZ\",\"level\":\"INFO\",".formatted(lines.size())
            + "\"loggerName\":\"dev.darkroom.step\",\"step\":\"%s\",".formatted(words[0])
            + "\"taskId\":\"%s\",".formatted(task)
            + field("record", words[3])
            + field("provider", words[2])
            + "\"outcome\":\"%s\",\"millis\":7}".formatted(words[1]));
    return this;
  }

  private static String field(String name, String value) {
    return value.equals("-") ? "" : "\"%s\":\"%s\",".formatted(name, value);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  Stream<String> stream() {
    return lines().stream();
  }
}

package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a task stands, by whatever word for it: one table for all providers, because a gateway
 * passes on the words of whoever does the work. Case, blanks, hyphens and underscores do not count.
 */
public enum TaskPhase {
  SUCCEEDED(
      "success succeed succeeded successful successfully complete completed completion done finish"
          + " finished ready ok okay generated"),
  FAILED(
      "fail failed failure failing error errored exception expired timeout timedout rejected"
          + " refused denied abort aborted terminated killed dead invalid contentmoderated"
          + " requestmoderated moderated unsuccessful crashed"),
  CANCELLED("cancel cancelled canceled revoked stopped"),
  RUNNING(
      "pending wait waiting queue queued queuing queueing inqueue running run processing process"
          + " inprogress progress progressing generating creating created start started starting"
          + " submitted submitting accepted scheduled preparing prepared working active new init"
          + " initializing initialized initiated rendering uploading ongoing retrying received"
          + " executing dispatched notstart notstarted doing settling inreview reviewing paused"
          + " throttled delayed"),
  /** A word that nobody told us, or none. */
  UNKNOWN("");

  private static final Set<String> NO_REASONS = Set.of("", "0", "200", "false", "null", "none");

  /** With a blank between two. */
  private final String words;

  TaskPhase(String words) {
    this.words = words;
  }

  /** Without case, blanks, hyphens and underscores. */
  Set<String> words() {
    return Set.of(words.split(" "));
  }

  /** What the first of these fields says that says anything we know; only texts do. */
  public static TaskPhase of(JsonNode... states) {
    return Stream.of(states)
        .flatMap(state -> ProviderJson.name(state).stream())
        .map(TaskPhase::of)
        .filter(phase -> phase != UNKNOWN)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /**
   * Where the task stands, seen with its results: results without a word we know are results, and
   * no word and no results means still running.
   */
  public TaskPhase given(List<?> results) {
    if (this != UNKNOWN) {
      return this;
    }
    return results.isEmpty() ? RUNNING : SUCCEEDED;
  }

  static TaskPhase of(String state) {
    var word = state.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]+", "");
    for (var phase : values()) {
      if (phase.words().contains(word)) {
        return phase;
      }
    }
    return UNKNOWN;
  }

  /** Whether a reason of a failure is none: some fill it with a word or a code for success. */
  public static boolean isNoReason(String reason) {
    var word = reason.strip().toLowerCase(Locale.ROOT);
    return NO_REASONS.contains(word) || of(word) == SUCCEEDED;
  }
}

package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The phase of a task, by any word for it. One table serves all providers: a gateway passes on the
 * words of others. Case, blanks, hyphens and underscores do not count.
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
  /** An unknown word, or none. */
  UNKNOWN("");

  private static final Set<String> NO_REASONS = Set.of("", "0", "200", "false", "null", "none");

  /** Words with a blank between two. */
  private final String words;

  TaskPhase(String words) {
    this.words = words;
  }

  /** The word without case, blanks, hyphens and underscores. */
  Set<String> words() {
    return Set.of(words.split(" "));
  }

  /** The first known word in these fields; only texts count. */
  public static TaskPhase of(JsonNode... states) {
    return Stream.of(states)
        .flatMap(state -> ProviderJson.name(state).stream())
        .map(TaskPhase::of)
        .filter(phase -> phase != UNKNOWN)
        .findFirst()
        .orElse(UNKNOWN);
  }

  /**
   * The phase, together with the results. Results without a known word are results; no word and no
   * results means still running.
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

  /** Whether a failure's reason is empty: some fill it with a word or a code for success. */
  public static boolean isNoReason(String reason) {
    var word = reason.strip().toLowerCase(Locale.ROOT);
    return NO_REASONS.contains(word) || of(word) == SUCCEEDED;
  }
}

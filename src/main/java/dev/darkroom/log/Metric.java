package dev.darkroom.log;

import java.util.List;

/** The metrics, in CloudWatch's namespace {@code Darkroom}. */
public enum Metric {
  /** Paid calls that a provider took. */
  SUBMITTED("Submitted", "Count", Split.BY_PROVIDER),
  /** Tasks whose images are stored. */
  DELIVERED("Delivered", "Count", Split.BY_PROVIDER),
  /** Tasks that were recorded as failed. */
  FAILED("Failed", "Count", Split.BY_REASON),
  /** Submissions of which nobody knows whether the provider took them. */
  IN_DOUBT("InDoubt", "Count", Split.BY_PROVIDER),
  /** Outcomes that only the sweep found or published: a callback or a check was lost. */
  RECOVERED_BY_SWEEP("RecoveredBySweep", "Count", Split.BY_PROVIDER),
  /** Events and paid calls that Darkroom or a provider rejected: nothing was spent. */
  REFUSED("Refused", "Count", Split.BY_REASON),
  /** Time from the callback to the record. */
  CALLBACK_TO_STORED("CallbackToStored", "Milliseconds", Split.BY_PROVIDER),
  /** Time from the claim to the record. */
  SUBMIT_TO_STORED("SubmitToStored", "Milliseconds", Split.BY_PROVIDER),
  /** How long the provider's links would have lived on, where the provider says so. */
  COPY_MARGIN("CopyMargin", "Seconds", Split.BY_PROVIDER),
  /** Size of the stored images. */
  BYTES("Bytes", "Bytes", Split.BY_PROVIDER),
  /** What the provider says it cost, in its own unit. */
  COST("Cost", "None", Split.BY_UNIT),
  /** Age of the oldest task that the sweep found due. */
  OLDEST_OPEN_TASK("OldestOpenTask", "Seconds", Split.BY_NOTHING);

  private final String text;
  private final String unit;
  private final Split split;

  Metric(String text, String unit, Split split) {
    this.text = text;
    this.unit = unit;
    this.split = split;
  }

  String text() {
    return text;
  }

  /** The unit in CloudWatch's words. */
  String unit() {
    return unit;
  }

  Split split() {
    return split;
  }

  /** The sets of dimensions that CloudWatch adds up; each costs as a metric. */
  enum Split {
    BY_NOTHING,
    BY_PROVIDER,
    BY_REASON,
    BY_UNIT;

    List<List<String>> sets() {
      return switch (this) {
        case BY_NOTHING -> List.of(List.of());
        case BY_PROVIDER -> List.of(List.of("provider"));
        case BY_REASON -> List.of(List.of("provider"), List.of("provider", "reason"));
        case BY_UNIT -> List.of(List.of("provider", "unit"));
      };
    }
  }
}

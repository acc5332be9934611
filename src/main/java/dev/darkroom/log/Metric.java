package dev.darkroom.log;

import java.util.List;

/** What is measured: each a CloudWatch metric in the namespace {@code Darkroom}. */
public enum Metric {
  /** Paid calls that a provider took. */
  SUBMITTED("Submitted", "Count", Split.BY_PROVIDER),
  /** Tasks whose images are stored. */
  DELIVERED("Delivered", "Count", Split.BY_PROVIDER),
  /** Tasks that were recorded as failed. */
  FAILED("Failed", "Count", Split.BY_REASON),
  /** Submissions of which nobody knows whether they arrived. */
  IN_DOUBT("InDoubt", "Count", Split.BY_PROVIDER),
  /** Outcomes that only the sweep found or had told: a callback or a check was lost. */
  RECOVERED_BY_SWEEP("RecoveredBySweep", "Count", Split.BY_PROVIDER),
  /** Events and paid calls that were turned away, by us or by a provider: nothing was spent. */
  REFUSED("Refused", "Count", Split.BY_REASON),
  /** From the callback to the record. */
  CALLBACK_TO_STORED("CallbackToStored", "Milliseconds", Split.BY_PROVIDER),
  /** From the claim to the record. */
  SUBMIT_TO_STORED("SubmitToStored", "Milliseconds", Split.BY_PROVIDER),
  /** How long the provider's links would have lived on, where it says so. */
  COPY_MARGIN("CopyMargin", "Seconds", Split.BY_PROVIDER),
  /** Size of what was stored. */
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

  /** In CloudWatch's words. */
  String unit() {
    return unit;
  }

  Split split() {
    return split;
  }

  /** The sets of dimensions under which CloudWatch adds it up; each costs as a metric. */
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

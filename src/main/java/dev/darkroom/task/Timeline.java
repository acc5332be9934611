package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The events of a task, with their times. Of a long list the first and the last entries are kept.
 * One between them says how many were left out: a record has no room for more.
 *
 * @param createdAt when the id was claimed
 * @param updatedAt when the state last changed
 */
public record Timeline(Instant createdAt, Instant updatedAt, List<TimelineEntry> entries) {
  static final int MOST = 100;
  private static final int FIRST = 20;
  private static final int LONGEST = 200;
  private static final String STEP = "record";
  private static final Pattern LEFT_OUT = Pattern.compile("(\\d{1,9}) entries left out");

  public Timeline {
    entries = List.copyOf(entries);
  }

  /** The timeline of a fresh record. */
  static Timeline begun(Instant now, Step step, String outcome) {
    return new Timeline(now, now, List.of()).noted(now, step, outcome);
  }

  /** With more entries of one step, of a change of the record's outcome or state. */
  Timeline changed(Instant now, Step step, List<String> outcomes) {
    return new Timeline(createdAt, now, noted(now, step, outcomes).entries);
  }

  /** With one more entry. */
  Timeline noted(Instant now, Step step, String outcome) {
    return noted(now, step, List.of(outcome));
  }

  /** With more entries of one step. */
  Timeline noted(Instant now, Step step, List<String> outcomes) {
    var longer = new ArrayList<>(entries);
    outcomes.forEach(
        outcome ->
            longer.add(new TimelineEntry(now, step.text(), TextCut.marked(outcome, LONGEST))));
    return withEntries(longer.size() <= MOST ? longer : shortened(longer));
  }

  /** The same moments with other entries. */
  public Timeline withEntries(List<TimelineEntry> next) {
    return new Timeline(createdAt, updatedAt, next);
  }

  /** The times of all entries of that step with that outcome, in their order. */
  List<Instant> times(Step step, String outcome) {
    return entries.stream()
        .filter(one -> one.step().equals(step.text()) && one.outcome().equals(outcome))
        .map(TimelineEntry::at)
        .toList();
  }

  /**
   * When the outcome was recorded that the requester was told last: the last entry before that one
   * which is not about telling.
   */
  Instant settledAt() {
    var told = times(Step.NOTIFICATION, "told");
    if (told.isEmpty()) {
      return updatedAt;
    }
    return entries.reversed().stream()
        .filter(one -> !one.at().isAfter(told.getLast()))
        .filter(one -> !one.step().equals(Step.NOTIFICATION.text()))
        .map(TimelineEntry::at)
        .findFirst()
        .orElse(updatedAt);
  }

  private static List<TimelineEntry> shortened(List<TimelineEntry> longer) {
    int tooMany = longer.size() - MOST;
    int before = leftOut(longer.get(FIRST));
    int from = FIRST + tooMany + 1; // the entry that says so takes the place of one more
    int leftOut = before + tooMany + (before == 0 ? 1 : 0);
    var shorter = new ArrayList<>(longer.subList(0, FIRST));
    shorter.add(new TimelineEntry(longer.get(from - 1).at(), STEP, leftOut + " entries left out"));
    shorter.addAll(longer.subList(from, longer.size()));
    return shorter;
  }

  private static int leftOut(TimelineEntry entry) {
    var match = LEFT_OUT.matcher(entry.outcome());
    return entry.step().equals(STEP) && match.matches() ? Integer.parseInt(match.group(1)) : 0;
  }
}

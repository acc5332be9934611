package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

  /** The step of such an entry, also as the first releases named it in a record that was cut. */
  private static final Set<String> STEPS = Set.of(STEP, "store");

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
    int from = FIRST + longer.size() - MOST + 1; // the entry that says so takes a place, too
    var leftOut = longer.subList(FIRST, from);
    var shorter = new ArrayList<>(longer.subList(0, FIRST));
    shorter.add(inPlaceOf(leftOut));
    shorter.addAll(longer.subList(from, longer.size()));
    return shorter;
  }

  /** An entry that says how many were left out here, with those that were left out before. */
  public static TimelineEntry inPlaceOf(List<TimelineEntry> leftOut) {
    int count = leftOut.stream().mapToInt(Timeline::counted).sum();
    return new TimelineEntry(leftOut.getLast().at(), STEP, count + " entries left out");
  }

  private static int counted(TimelineEntry entry) {
    var match = LEFT_OUT.matcher(entry.outcome());
    return STEPS.contains(entry.step()) && match.matches() ? Integer.parseInt(match.group(1)) : 1;
  }
}

package dev.darkroom.task;

import dev.darkroom.base.TextCut;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A timeline that a record can bear: the first entries and the last, with one in between that says
 * how many were left out.
 */
final class Timeline {
  static final int MOST = 100;
  private static final int FIRST = 20;
  private static final int LONGEST = 200;
  private static final String STEP = "record";
  private static final Pattern LEFT_OUT = Pattern.compile("(\\d{1,9}) entries left out");

  private Timeline() {}

  /** With one more. */
  static List<TimelineEntry> noted(
      List<TimelineEntry> before, Instant now, String step, String outcome) {
    return noted(before, now, step, List.of(outcome));
  }

  /** With more of one step. */
  static List<TimelineEntry> noted(
      List<TimelineEntry> before, Instant now, String step, List<String> outcomes) {
    var longer = new ArrayList<>(before);
    outcomes.forEach(
        outcome -> longer.add(new TimelineEntry(now, step, TextCut.marked(outcome, LONGEST))));
    return longer.size() <= MOST ? longer : shortened(longer);
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

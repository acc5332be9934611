package dev.darkroom.query;

import dev.darkroom.base.Bounds;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.RecentRange;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TaskStore;
import dev.darkroom.task.TaskStore.RecentPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Looks through the list of tasks by their creation for those that a filter takes. */
record RecentSearch(TaskStore store, Instant now) {
  /** Entries of the index that are looked at for one page, about. */
  static final int MOST_ENTRIES = 1000;

  /** Entries that are looked at together where a filter leaves some out. */
  private static final int CHUNK = 100;

  /** Clocks may be ahead: what was claimed by one of them is listed at once. */
  private static final Duration CLOCK_SKEW = Duration.ofHours(1);

  /** No clock is farther ahead; the search begins there at the latest. */
  private static final Duration FARTHEST = Duration.ofDays(31);

  /** No record is older than Darkroom. A search that went on would look into months without end. */
  private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

  /** One page; empty: the list is off. */
  Optional<RecentPage> page(ListRequest.Recent request) {
    var found = new ArrayList<Task>();
    var unreadable = new ArrayList<TaskId>();
    var since = request.filter().since().map(moment -> Bounds.atLeast(moment, EARLIEST));
    var next = Optional.of(begin(request));
    var entries = new ArrayList<TaskId>();
    boolean isAtEnd = false;
    while (next.isPresent() && found.size() < request.limit() && !isAtEnd) {
      int chunk = request.filter().isEmpty() ? request.limit() - found.size() : CHUNK;
      var range = new RecentRange(since, next.get(), now);
      var page = store.recent(range, chunk);
      if (page.isEmpty()) {
        return Optional.empty();
      }
      page.get().tasks().stream().filter(request.filter()::takes).forEach(found::add);
      unreadable.addAll(page.get().unreadable());
      entries.addAll(page.get().entries());
      next = page.get().next();
      isAtEnd = entries.size() >= MOST_ENTRIES || page.get().entries().isEmpty();
    }
    var page = new RecentPage(found, next, unreadable, entries);
    return Optional.of(
        found.size() <= request.limit() ? page : page.upTo(found.get(request.limit() - 1)));
  }

  /** Where the page begins. A place that no page before has named is moved into the list's time. */
  private RecentMark begin(ListRequest.Recent request) {
    var until = request.filter().until();
    var farthest = now.plus(FARTHEST);
    var end = until.map(moment -> Bounds.atMost(moment, farthest));
    return request
        .after()
        .filter(mark -> !mark.at().isAfter(end.orElse(farthest)))
        .orElseGet(() -> RecentMark.before(end.orElseGet(() -> now.plus(CLOCK_SKEW))));
  }
}

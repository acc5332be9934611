package dev.darkroom.query;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.aws.TestingDynamo;
import dev.darkroom.task.RecentMark;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list on the real index ends soon, and has no task outside its time, whatever is asked. */
class ListBoundsTest {
  private static final int MOST_PAGES = 5;

  private final TaskStore store = TestingDynamo.store();
  private final ManualClock clock = new ManualClock();
  private final Query query = TestingQuery.of(store, clock);

  @BeforeEach
  void claim() {
    for (var id : List.of("first", "second", "third")) {
      store.claim(
          Task.claimed(
              Examples.request(id), ACME, List.of(), clock.instant(), Schedule.CLAIM_GRACE));
      clock.advance(Duration.ofHours(1));
    }
  }

  /** A caller goes on as long as there is a next page, and each costs 192 queries. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "0000-01-01T00:00:00+18:00",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "1999-12-31T23:59:59.999999999Z"
      })
  void aListSinceEverEnds(String since) {
    assertThat(listed(Map.of("since", since))).containsExactly("third", "second", "first");
    assertThat(listed(Map.of("since", since, "until", "2001-01-01T00:00:00Z"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"99999999999", "-99999999999", "4102444800", "-62135596800"})
  void aListFromACursorOfAnyMomentEnds(long second) {
    var filter = request(Map.of("since", "0001-01-01T00:00:00Z")).filter();
    var cursor = new ListCursor(RecentMark.before(Instant.ofEpochSecond(second))).text(filter);

    var ids = listed(Map.of("since", "0001-01-01T00:00:00Z", "after", cursor));

    assertThat(ids).hasSize(second > 0 ? 3 : 0);
  }

  @Test
  void aCursorFromBeyondTheTimeOfItsListShowsNothingOutsideIt() {
    var until = Map.of("until", Examples.NOW.plusSeconds(60).toString());
    var beyond = RecentMark.before(Examples.NOW.plus(Duration.ofDays(1)));
    var parameters = new HashMap<>(until);
    parameters.put("after", new ListCursor(beyond).text(request(until).filter()));

    assertThat(listed(parameters)).containsExactly("first");
  }

  private List<String> listed(Map<String, String> filter) {
    var parameters = new HashMap<>(filter);
    var ids = new ArrayList<String>();
    Optional<String> next;
    int pages = 0;
    do {
      var page = query.recent(request(parameters)).orElseThrow();
      page.generations().forEach(one -> ids.add(one.submit().id()));
      next = page.next();
      next.ifPresent(after -> parameters.put("after", after));
      assertThat(++pages).isLessThanOrEqualTo(MOST_PAGES);
    } while (next.isPresent());
    return ids;
  }

  private static ListRequest.Recent request(Map<String, String> parameters) {
    return (ListRequest.Recent) ListRequestReader.read(parameters);
  }
}

package dev.darkroom.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.answer.Json;
import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final ProviderTaskRef T_1 = Examples.ref(Examples.ACME, "t-1");

  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final ManualClock clock = new ManualClock();
  private final Query query = TestingQuery.of(store, clock);

  @ParameterizedTest
  @ValueSource(strings = {"1e10000", "1e999999999", "1e-999999999", "1e41", "0.1e-50"})
  void anAbsurdAmountIsUnknownAndSpoilsNoList(String amount) {
    var bad = claim("order-1", Map.of());
    claim("order-2", Map.of());
    store.replace(
        bad.submitted(
            Examples.ref(Examples.ACME, "t-1"),
            Optional.of(new Cost(new BigDecimal(amount), "credits")),
            Optional.empty(),
            Examples.NOW));

    var page = query.open(Optional.empty());

    assertThat(page.generations()).hasSize(2);
    assertThat(page.unlisted()).isEmpty();
    assertThat(new Json().write(page)).hasSizeLessThan(5000).contains("\"status\":\"unknown\"");
  }

  @Test
  void aPageStaysBelowWhatLambdaHandsOver() {
    for (int task = 0; task < Query.PAGE; task++) {
      claim("order-" + task, metadata());
    }

    var page = query.open(Optional.empty());

    assertThat(page.unlisted()).isNotEmpty();
    assertThat(page.generations().size() + page.unlisted().size()).isEqualTo(Query.PAGE);
    assertThat(new Json().write(page).length()).isLessThan(Query.MAX_PAGE_BYTES + 20_000);
    assertThat(page.unlisted().getFirst().message()).contains("ask for it by its id");
  }

  @Test
  void thoseInDoubtAreFoundAmongManyOthers() {
    for (int task = 0; task < 5 * Query.PAGE; task++) {
      claim("order-" + task, Map.of());
    }
    var doubtful = claim("doubtful", Map.of());
    store.replace(doubtful.inDoubt(Examples.ACME, "timed out", Examples.NOW));
    var given = claim("given-up", Map.of());
    store.replace(
        given.failed(
            Failure.of(ErrorCode.SUBMISSION_IN_DOUBT, "never learnt", Examples.ACME),
            Finality.PROVISIONAL,
            Optional.empty(),
            Examples.NOW));
    var late = claim("late", Map.of());
    store.replace(
        late.failed(
            Failure.of(ErrorCode.DEADLINE_PASSED, "too late", Examples.ACME),
            Finality.PROVISIONAL,
            Optional.of(Examples.ref(Examples.ACME, "t-1")),
            Examples.NOW));

    var found = new ArrayList<String>();
    int pages = 0;
    Optional<String> after = Optional.empty();
    do {
      var page = query.inDoubt(after);
      page.generations().forEach(one -> found.add(one.submit().id()));
      after = page.next();
      pages++;
    } while (after.isPresent());

    assertThat(found).containsExactlyInAnyOrder("doubtful", "given-up");
    assertThat(pages).isLessThanOrEqualTo(3);
  }

  /**
   * Whatever an operator may decide is in the list of what there is to decide, and nothing else.
   */
  @ParameterizedTest
  @EnumSource(ErrorCode.class)
  void everyPaidCallThatAnOperatorMayDecideIsListed(ErrorCode code) {
    for (var finality : Finality.values()) {
      for (var ref : List.of(Optional.<ProviderTaskRef>empty(), Optional.of(T_1))) {
        var id = code.text() + "-" + finality + "-" + ref.isPresent();
        var why = Failure.of(code, "why", Examples.ACME);
        store.replace(claim(id, Map.of()).failed(why, finality, ref, Examples.NOW));
      }
    }

    assertThat(idsInDoubt()).containsExactlyInAnyOrderElementsOf(idsToDecide());
  }

  @Test
  void aClaimThatNobodyContinuesIsListed() {
    claim("order-1", Map.of());
    assertThat(idsInDoubt()).isEmpty();

    clock.advance(Schedule.CLAIM_GRACE);

    assertThat(idsInDoubt()).containsExactly("order-1").containsExactlyElementsOf(idsToDecide());
  }

  @Test
  void anAbandonedDoubtIsListedOnlyOnceACallbackHasNamedItsTask() {
    var doubt = claim("order-1", Map.of()).inDoubt(Examples.ACME, "timed out", Examples.NOW);
    var abandoned = doubt.abandoned(Examples.NOW);
    store.replace(doubt);
    store.replace(abandoned);
    assertThat(idsInDoubt()).isEmpty();

    var named = abandoned.progress().hinted(List.of(), List.of(T_1));
    store.replace(abandoned.knowing(named).progressed(List.of(), Examples.NOW));

    assertThat(idsInDoubt()).containsExactly("order-1");
  }

  private List<String> idsInDoubt() {
    return query.inDoubt(Optional.empty()).generations().stream()
        .map(one -> one.submit().id())
        .toList();
  }

  private List<String> idsToDecide() {
    return store.open(Optional.empty(), 100).tasks().stream()
        .filter(task -> task.isFateUnknown(clock.instant()))
        .map(task -> task.request().id().value())
        .toList();
  }

  @Test
  void theSearchForThoseInDoubtIsBounded() {
    for (int task = 0; task < Query.MOST_PAGES * Query.PAGE + 1; task++) {
      claim("order-" + task, Map.of());
    }

    var page = query.inDoubt(Optional.empty());

    assertThat(page.generations()).isEmpty();
    assertThat(page.next()).isPresent();
    assertThat(query.inDoubt(page.next()).next()).isEmpty();
  }

  private static Map<String, String> metadata() {
    return IntStream.range(0, 16)
        .boxed()
        .collect(Collectors.toMap(at -> "name-" + at, at -> "🦊".repeat(1024)));
  }

  private Task claim(String id, Map<String, String> metadata) {
    var request = Examples.request(id);
    var wish =
        new GenerationRequest(
            request.id(),
            request.model(),
            request.spec(),
            request.preference(),
            new DeliveryOptions(
                Duration.ofMinutes(30), Optional.empty(), Optional.empty(), metadata));
    var task = Task.claimed(wish, Examples.ACME, List.of(), Examples.NOW, Schedule.CLAIM_GRACE);
    store.claim(task);
    return task;
  }
}

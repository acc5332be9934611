package dev.darkroom.query;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.local.InMemoryTaskStore;
import dev.darkroom.query.Query.OpenPage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.Schedule;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Finality;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The list of generations: what a filter takes, the newest first, page by page. */
class RecentListTest {
  private static final List<ProviderId> PROVIDERS = List.of(ACME, BOLT);
  private static final List<String> MODELS = List.of("z-image", "flux-2-pro", "imagen4-fast");

  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final ManualClock clock = new ManualClock();
  private final Query query = TestingQuery.of(store, clock);

  @Test
  void everyFilterTakesExactlyItsOwn() {
    var all = new ArrayList<Task>();
    for (int number = 0; number < 120; number++) {
      all.add(task(number));
    }

    for (var status : List.of("", "submitting", "failed", "cancelled", "succeeded")) {
      for (var model : List.of("", "z-image", "flux-2-pro")) {
        for (var provider : List.of("", "acme", "bolt", "nobody")) {
          for (var customer : List.of("", "0", "3")) {
            var parameters = new HashMap<String, String>();
            put(parameters, "status", status);
            put(parameters, "model", model);
            put(parameters, "provider", provider);
            put(parameters, "metadata.customer", customer);
            var expected =
                all.stream()
                    .filter(task -> status.isEmpty() || task.state().status().equals(status))
                    .filter(task -> model.isEmpty() || task.request().model().value().equals(model))
                    .filter(
                        task ->
                            provider.isEmpty()
                                || task.provider().orElseThrow().value().equals(provider))
                    .filter(
                        task ->
                            customer.isEmpty()
                                || customer.equals(
                                    task.request().delivery().metadata().get("customer")))
                    .map(task -> task.request().id().value())
                    .toList()
                    .reversed();
            assertThat(listed(parameters, 7)).as("%s", parameters).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    if (!value.isEmpty()) {
      parameters.put(name, value);
    }
  }

  private Task task(int number) {
    clock.advance(Duration.ofHours(7));
    var task =
        claim(
            "order-" + number,
            MODELS.get(number % MODELS.size()),
            PROVIDERS.get(number % PROVIDERS.size()),
            Map.of("customer", "" + number % 5, "shop", "x"));
    return switch (number % 4) {
      case 0 -> changed(task, ErrorCode.GENERATION_FAILED);
      case 1 -> changed(task, ErrorCode.CANCELLED);
      default -> task;
    };
  }

  private Task changed(Task task, ErrorCode code) {
    var why = Failure.of(code, "why", task.provider().orElseThrow());
    var next = task.failed(why, Finality.CERTAIN, Optional.empty(), clock.instant());
    store.replace(next);
    return next;
  }

  @Test
  void aPageHasTwentyUnlessAskedOtherwise() {
    IntStream.range(0, 45).forEach(number -> claim("order-" + number));

    assertThat(page(Map.of()).generations()).hasSize(20);
    assertThat(page(Map.of("limit", "1")).generations()).hasSize(1);
    assertThat(page(Map.of("limit", "100")).generations()).hasSize(45);
    assertThat(page(Map.of("limit", "100")).next()).isEmpty();
  }

  @Test
  void theSearchForRareOnesIsBoundedAndGoesOn() {
    claim("needle", "rare", ACME, Map.of());
    for (int number = 0; number < 2 * RecentSearch.MOST_ENTRIES; number++) {
      claim("order-" + number);
    }

    var parameters = new HashMap<>(Map.of("model", "rare"));
    var found = new ArrayList<String>();
    int pages = 0;
    Optional<String> next;
    do {
      var page = page(parameters);
      page.generations().forEach(one -> found.add(one.submit().id()));
      next = page.next();
      next.ifPresent(after -> parameters.put("after", after));
      pages++;
    } while (next.isPresent());

    assertThat(found).containsExactly("needle");
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void whatAClockAheadHasClaimedIsListedAtOnce() {
    var now = clock.instant();
    clock.advance(Duration.ofMinutes(59));
    claim("ahead");
    clock.advance(Duration.ofMinutes(2));
    claim("far-ahead");
    clock.advance(Duration.between(clock.instant(), now));

    assertThat(listed(Map.of(), 10)).containsExactly("ahead");
    var until = now.plus(Duration.ofDays(3)).toString();
    assertThat(listed(Map.of("until", until), 10)).containsExactly("far-ahead", "ahead");
    assertThat(listed(Map.of("until", "9999-12-31T23:59:59Z"), 10)).hasSize(2);
    assertThat(listed(Map.of("since", "0000-01-01T00:00:00Z"), 10)).hasSize(1);
    assertThat(listed(Map.of("until", "0000-01-01T00:00:00Z"), 10)).isEmpty();
  }

  @Test
  void whereTheListIsOffOnlyOpenTasksAreListed() {
    var off = TestingQuery.of(new InMemoryTaskStore(/* isListOn= */ false), clock);

    assertThat(off.recent(request(Map.of()))).isEmpty();
    assertThat(off.open(Optional.empty()).generations()).isEmpty();
  }

  private List<String> listed(Map<String, String> filter, int limit) {
    var parameters = new HashMap<>(filter);
    parameters.put("limit", Integer.toString(limit));
    var ids = new ArrayList<String>();
    Optional<String> next;
    do {
      var page = page(parameters);
      assertThat(page.generations()).hasSizeLessThanOrEqualTo(limit);
      page.generations().forEach(one -> ids.add(one.submit().id()));
      next = page.next();
      next.ifPresent(after -> parameters.put("after", after));
    } while (next.isPresent());
    return ids;
  }

  private OpenPage page(Map<String, String> parameters) {
    return query.recent(request(parameters)).orElseThrow();
  }

  private static ListRequest.Recent request(Map<String, String> parameters) {
    return (ListRequest.Recent) ListRequestReader.read(parameters);
  }

  private Task claim(String id) {
    return claim(id, "z-image", ACME, Map.of());
  }

  private Task claim(String id, String model, ProviderId provider, Map<String, String> metadata) {
    var example = Examples.request(id);
    var request =
        new GenerationRequest(
            example.id(),
            new ModelName(model),
            example.spec(),
            example.preference(),
            new DeliveryOptions(
                Duration.ofMinutes(30), Optional.empty(), Optional.empty(), metadata));
    var task = Task.claimed(request, provider, List.of(), clock.instant(), Schedule.CLAIM_GRACE);
    store.claim(task);
    return task;
  }
}

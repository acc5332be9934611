package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.Simulator;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every offer of every provider ends in the bucket, and every fault in what {@link FaultTable}
 * promises of it. All of them are played side by side, on moved time, before the first is looked
 * at. With {@code -Ddocs=write} the outcomes are written down in {@code src/docs/results.md}.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class EveryProviderTest {
  private static final Path PAGE = Path.of("src/docs/results.md");
  private static final List<String> PROVIDERS = Simulator.providers();

  private final Map<Offer, TrackedEvent> offers = new LinkedHashMap<>();
  private final Map<FaultRow, Map<String, TrackedEvent>> faults = new LinkedHashMap<>();

  @Inject TimeLapse time;

  @TestFactory
  Stream<DynamicContainer> everyOfferEndsInTheBucketAndEveryFaultAsPromised() throws IOException {
    seeThatEvolinkHonoursKeys();
    Offer.of(PROVIDERS).forEach(offer -> offers.put(offer, offer.event()));
    FaultTable.played().stream()
        .flatMap(table -> table.rows().stream())
        .forEach(row -> faults.put(row, events(row)));
    time.play(
        Stream.concat(
                offers.values().stream(),
                faults.values().stream().flatMap(events -> events.values().stream()))
            .toList(),
        FaultTable.step());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page());
    }

    return Stream.concat(
        Stream.of(
            dynamicContainer(
                "Offers",
                offers.entrySet().stream().map(it -> testOf(it.getKey(), it.getValue())))),
        FaultTable.played().stream()
            .map(
                table ->
                    dynamicContainer(table.title(), table.rows().stream().flatMap(this::testsOf))));
  }

  /** A canary long enough ago: a list of tasks proves nothing without an older one. */
  private static void seeThatEvolinkHonoursKeys() {
    assertThat(Caller.canary("evolink").<Boolean>path("honoured")).isTrue();
    MovableClock.advance(Duration.ofMinutes(10));
  }

  /** One event for each provider that has a part in it. */
  private static Map<String, TrackedEvent> events(FaultRow row) {
    return PROVIDERS.stream()
        .filter(provider -> row.promise(provider).isPresent())
        .collect(toMap(provider -> provider, row::event, (one, other) -> one, LinkedHashMap::new));
  }

  private static DynamicTest testOf(Offer offer, TrackedEvent event) {
    return dynamicTest(
        offer.provider() + ": " + offer.name(),
        () -> {
          var outcome = event.outcome();
          assertThat(outcome.words()).isEqualTo("succeeded");
          assertThat(outcome.paid()).isEqualTo(1);
          assertItOpens(outcome.record().orElseThrow());
        });
  }

  private Stream<DynamicTest> testsOf(FaultRow row) {
    return faults.getOrDefault(row, Map.of()).entrySet().stream()
        .map(
            event ->
                dynamicTest(
                    event.getKey() + ": " + row.name(),
                    () -> {
                      var outcome = event.getValue().outcome();
                      assertThat(outcome.line()).matches(row.promise(event.getKey()).orElseThrow());
                      assertInvariants(outcome);
                    }));
  }

  /** Whatever the fault: paid for once at most, and what is delivered is there. */
  private static void assertInvariants(Outcome outcome) {
    assertThat(outcome.paid()).isLessThanOrEqualTo(1);
    if (outcome.record().isEmpty()) {
      assertThat(outcome.paid()).isZero();
      return;
    }
    var record = outcome.record().get();
    if (List.of("succeeded", "partial").contains(record.path("status").asText())) {
      assertItOpens(record);
    } else {
      assertThat(record.path("images")).isEmpty();
    }
  }

  private static void assertItOpens(JsonNode record) {
    var image = record.at("/images/0");
    var bytes = http().urlEncodingEnabled(false).get(image.path("url").asText()).asByteArray();
    assertThat(sha256(bytes)).isEqualTo(image.path("sha256").asText());
  }

  private String page() {
    var page = new ResultsPage(PROVIDERS);
    var stored = new TreeMap<String, Map<String, String>>();
    offers.forEach(
        (offer, event) ->
            stored
                .computeIfAbsent(offer.name(), name -> new HashMap<>())
                .put(offer.provider(), Offer.stored(event.outcome())));
    page.offers(stored);
    for (var table : FaultTable.played()) {
      var rows = new LinkedHashMap<String, Map<String, String>>();
      table.rows().forEach(row -> rows.put(row.name(), lines(faults.getOrDefault(row, Map.of()))));
      page.faults(table, rows);
    }
    return page.text();
  }

  private static Map<String, String> lines(Map<String, TrackedEvent> events) {
    return events.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, event -> event.getValue().outcome().line()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

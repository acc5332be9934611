package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every offer of every provider ends in the bucket, and every fault in what {@link FaultTable}
 * promises of it. With {@code -Ddocs=write} what it came to is written down in {@code
 * src/docs/results.md}.
 */
@QuarkusTest
@QuarkusTestResource(LocalWorld.class)
class EveryProviderTest {
  private static final Path PAGE = Path.of("src/docs/results.md");
  private static final List<String> PROVIDERS = List.of("evolink", "liangxin", "modellix");
  private static final List<String> BROKEN = new ArrayList<>();
  private static final List<String> LINKS = List.of("https://example.com/one.jpg");

  @Test
  void everyOfferEndsInTheBucketAndEveryFaultAsPromised() throws Exception {
    BROKEN.clear();
    var results = new ResultsPage(PROVIDERS);
    results.offers(offers());
    var wishes = played();
    for (var table : FaultTable.played()) {
      var rows = new LinkedHashMap<String, Map<String, String>>();
      table
          .rows()
          .forEach(row -> rows.put(row.name(), outcomes(row, wishes.getOrDefault(row, Map.of()))));
      results.faults(table, rows);
    }
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, results.text());
    }

    assertThat(BROKEN).as("promises that are not kept").isEmpty();
  }

  /** Model and operation → provider → what is stored. */
  private static Map<String, Map<String, String>> offers() throws Exception {
    var results = new TreeMap<String, Map<String, String>>();
    var models = http().get("/v1/models").<Map<String, List<Map<String, Object>>>>path("models");
    for (var model : models.entrySet()) {
      for (var offer : model.getValue()) {
        var provider = String.valueOf(offer.get("provider"));
        if (PROVIDERS.contains(provider)
            && offer.getOrDefault("operations", List.of()) instanceof List<?> operations) {
          for (var operation : operations) {
            results
                .computeIfAbsent(model.getKey() + ", " + operation, name -> new HashMap<>())
                .put(provider, stored(provider, model.getKey(), operation.toString()));
          }
        }
      }
    }
    return results;
  }

  private static String stored(String provider, String model, String operation) throws Exception {
    var event = new HashMap<String, Object>(Map.of("provider", provider, "model", model));
    event.put("prompt", "a fox to keep");
    if (operation.equals("edit")) {
      event.put("images", LINKS);
    }
    var outcome = Outcome.of(String.join("-", "offer", provider, model, operation), event);

    assertThat(outcome.words()).isEqualTo("succeeded");
    assertThat(outcome.paid()).isEqualTo(1);
    var record = outcome.record().orElseThrow();
    assertThat(sha256(opened(record))).isEqualTo(record.<String>path("images[0].sha256"));
    return "%s %sx%s"
        .formatted(
            record.<String>path("images[0].contentType"),
            record.<Integer>path("images[0].width"),
            record.<Integer>path("images[0].height"));
  }

  /** Each line of the tables, and one wish of each provider for it, all of them at their end. */
  private static Map<FaultRow, Map<String, Wish>> played() {
    var wishes = new LinkedHashMap<FaultRow, Map<String, Wish>>();
    for (var table : FaultTable.played()) {
      for (var row : table.rows()) {
        var byProvider = new LinkedHashMap<String, Wish>();
        PROVIDERS.stream()
            .filter(provider -> row.promise(provider).isPresent())
            .forEach(provider -> byProvider.put(provider, row.wish(provider)));
        wishes.put(row, byProvider);
      }
    }
    Outcome.await(wishes.values().stream().flatMap(it -> it.values().stream()).toList());
    return wishes;
  }

  private static Map<String, String> outcomes(FaultRow row, Map<String, Wish> wishes) {
    var outcomes = new HashMap<String, String>();
    wishes.forEach(
        (provider, wish) -> {
          var outcome = wish.outcome();
          var words = outcome.words() + "; paid " + outcome.paid();
          var promise = row.promise(provider).orElseThrow();
          if (!words.matches(promise)) {
            BROKEN.add("%s, %s: %s, not %s".formatted(row.name(), provider, words, promise));
          }
          assertInvariants(row, outcome);
          outcomes.put(provider, words);
        });
    return outcomes;
  }

  /** Whatever the fault: paid for once at most, and what is delivered is there. */
  private static void assertInvariants(FaultRow row, Outcome outcome) {
    assertThat(outcome.paid()).as(row.name()).isLessThanOrEqualTo(1);
    if (outcome.record().isEmpty()) {
      assertThat(outcome.paid()).as(row.name()).isZero();
      return;
    }
    var record = outcome.record().get();
    if (List.of("succeeded", "partial").contains(record.<String>path("status"))) {
      assertThat(sha256(opened(record))).isEqualTo(record.<String>path("images[0].sha256"));
    } else {
      assertThat(record.<List<Object>>path("images")).isEmpty();
    }
  }

  private static byte[] opened(Response record) {
    return http().urlEncodingEnabled(false).get(record.<String>path("images[0].url")).asByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java platform has SHA-256", every);
    }
  }
}

package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.Fault;
import dev.darkroom.simulator.LinkFault;
import dev.darkroom.simulator.SubmitFault;
import dev.darkroom.simulator.TaskFault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every offer of every provider ends in the bucket, and every fault in what the invariants promise.
 * What it came to is written down in {@code src/docs/results.md}, and stays so.
 */
@QuarkusTest
@QuarkusTestResource(LocalWorld.class)
class EveryProviderTest {
  private static final Path PAGE = Path.of("src/docs/results.md");
  private static final List<String> PROVIDERS = List.of("evolink", "liangxin", "modellix");
  private static final List<Fault> NEW =
      List.of(
          SubmitFault.TAKEN,
          TaskFault.NO_STATE,
          TaskFault.ONE_LINK_AS_TEXT,
          TaskFault.ONE_LINK_AS_OBJECT,
          LinkFault.ODD_REDIRECT,
          LinkFault.GZIP,
          LinkFault.TAIL,
          LinkFault.WEBP,
          LinkFault.DATA_URL,
          LinkFault.ONLY_FIRST,
          LinkFault.ONLY_LAST);
  private static final List<String> LINKS = List.of("https://example.com/one.jpg");

  @Test
  void everyOfferEndsInTheBucketAndEveryFaultAsPromised() throws Exception {
    var page = ResultsPage.of(offers(), faults());
    if (System.getProperty("docs", "").equals("write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(written())
        .as("write it anew, and read it: ./mvnw test -Dtest=EveryProviderTest -Ddocs=write")
        .isEqualTo(page);
  }

  private static String written() throws IOException {
    return Files.exists(PAGE) ? Files.readString(PAGE) : "";
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

  /** Fault → provider → what it came to. */
  private static Map<String, Map<String, String>> faults() {
    var results = new TreeMap<String, Map<String, String>>();
    for (var fault : played()) {
      for (var provider : PROVIDERS) {
        var outcome = Outcome.of("fault-" + fault + "-" + provider, misbehaving(provider, fault));
        assertPromised(fault, outcome);
        results
            .computeIfAbsent(fault.tag().substring("@fault:".length()), name -> new HashMap<>())
            .put(provider, outcome.words() + "; paid " + outcome.paid());
      }
    }
    return results;
  }

  /** Those that need nothing beside them. */
  private static List<Fault> played() {
    return Fault.all().stream()
        .filter(fault -> fault.otherwise().isEmpty())
        .filter(fault -> !NEW.contains(fault))
        .toList();
  }

  /** A wish in which the fault, where there is one, can be seen. */
  private static Map<String, Object> misbehaving(String provider, Fault fault) {
    var event = new HashMap<String, Object>(Map.of("provider", provider));
    event.put("prompt", fault.tag());
    event.put("model", "seedream-5.0-lite");
    event.put("deadlineSeconds", 600);
    switch (fault) {
      case TaskFault.FEWER -> {
        if (!provider.equals("liangxin")) { // one result a task: there is nothing fewer
          event.put("count", 4);
        }
      }
      case LinkFault.OTHER_FORMAT -> {
        event.put("model", provider.equals("liangxin") ? "z-image" : "seedream-5.0-lite");
        event.put("outputFormat", "png");
      }
      case LinkFault.OTHER_SIZE -> event.put("aspectRatio", "16:9");
      default -> {}
    }
    return event;
  }

  /** Whatever the fault: paid for once at most, and what is delivered is there. */
  private static void assertPromised(Fault fault, Outcome outcome) {
    assertThat(outcome.paid()).as(fault.tag()).isLessThanOrEqualTo(1);
    boolean isRefused = outcome.record().isEmpty();
    assertThat(outcome.paid() == 0).as(fault.tag()).isEqualTo(isRefused);
    outcome
        .record()
        .filter(record -> record.path("status").equals("succeeded"))
        .ifPresent(
            record ->
                assertThat(sha256(opened(record)))
                    .isEqualTo(record.<String>path("images[0].sha256")));
    outcome
        .record()
        .filter(record -> record.path("status").equals("failed"))
        .ifPresent(record -> assertThat(record.<List<Object>>path("images")).isEmpty());
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

  /** The two tables. */
  private static final class ResultsPage {
    private static final String HEAD =
        """
        # Results

        What came of every offer and of every fault in local mode, through the HTTP routes and against the simulator. Written by
        `EveryProviderTest` (`./mvnw test -Dtest=EveryProviderTest -Ddocs=write`), which fails when anything comes to something else, when
        anything is paid for twice, or when what is delivered does not open with the recorded SHA-256.
        """;

    private static String of(
        Map<String, Map<String, String>> offers, Map<String, Map<String, String>> faults) {
      var page = new StringBuilder(HEAD);
      page.append(
          "\n## Offers\n\nA wish of which nothing but the prompt (and a reference) is said.\n\n");
      table(page, "model, operation", offers);
      page.append(
          "\n## Faults\n\nA prompt with `@fault:<name>`; *paid* counts the calls that were taken.\n\n");
      table(page, "fault", faults);
      return page.toString();
    }

    private static void table(
        StringBuilder page, String first, Map<String, Map<String, String>> rows) {
      page.append("| ").append(first).append(" | ");
      page.append(String.join(" | ", PROVIDERS)).append(" |\n|---|---|---|---|\n");
      rows.forEach(
          (name, cells) -> {
            var line = new ArrayList<String>(List.of(name));
            PROVIDERS.forEach(provider -> line.add(cells.getOrDefault(provider, "–")));
            page.append("| ").append(String.join(" | ", line)).append(" |\n");
          });
    }
  }
}

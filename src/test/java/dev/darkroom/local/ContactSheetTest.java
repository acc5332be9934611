package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.base.Sha256;
import dev.darkroom.testing.tools.Browser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The contact sheet in a real browser, as people use it. */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class ContactSheetTest extends LocalModeFixture {
  private static final Path PICTURES = Path.of("src/docs/page");
  private static final int MOST_BYTES = 100_000;
  private static final String PICTURE = ".detail .picture img";
  private static final String NOTICE = ".detail .notice";

  private static final Map<String, String> FETCHING =
      Map.of(
          "at", "2026-11-27T10:00:00Z",
          "step", "settlement",
          "outcome", "0 stored, 1 still being fetched, 0 missing");

  /** The views that the documents show: of the page, and of every state. */
  private static final List<String> SHOWN =
      List.of(
          "sheet",
          "sheet-dark-phone",
          "wide-dark",
          "doubt",
          "new",
          "webhooks",
          "film",
          "submitting",
          "processing",
          "in-doubt",
          "succeeded",
          "partial",
          "failed",
          "cancelled",
          "late",
          "deleted",
          "none",
          "refused");

  private static final long MOST_BYTES_OF_ALL = 1_000_000;

  @Test
  void everyStateIsShownInWordsAndHasNoBarrier() throws IOException {
    makeEveryState();
    var expected = new HashMap<String, String>();
    var views = new ArrayList<Map<String, Object>>();
    for (var view : views()) {
      views.add(view.settings());
      expected.put(view.name(), view.text());
    }

    var seen =
        run(
            "views",
            Map.of("views", views, "folder", Browser.folder().resolve("views").toString()));

    assertThat(seen).hasSameSizeAs(expected.keySet());
    seen.properties()
        .forEach(
            view -> {
              var what = view.getKey();
              assertThat(view.getValue().path("violations")).as("axe: %s", what).isEmpty();
              assertThat(view.getValue().path("faults")).as("faults: %s", what).isEmpty();
              assertThat(view.getValue().path("isTooWide").asBoolean()).as(what).isFalse();
              assertThat(view.getValue().path("text").asText())
                  .as(what)
                  .contains(expected.get(what));
            });
    if (System.getProperty("docs", "").equals("write")) {
      writePictures();
    }
  }

  /** Those without a picture first: they stand at the end of the sheet. */
  private static void makeEveryState() {
    Caller.submit(
        "sheet-failed",
        Map.of("prompt", "a fox @fault:failed", "notify", notify("/shop?answer=410")));
    Caller.submit("sheet-deleted", "a fox that goes");
    Caller.submit("sheet-doubt", "a lost letter @fault:no-answer-lost");
    Caller.submit("sheet-abandoned", "a lost letter @fault:no-answer-lost");
    Caller.submit("sheet-running", "a slow fox @fault:late-finish=900");
    Caller.submit("sheet-cancelled", "a slow fox @fault:late-finish=900");
    Caller.submit(
        "sheet-fox",
        Map.of(
            "prompt", "a red fox",
            "metadata", Map.of("shop", "north"),
            "notify", notify("")));
    Caller.submit("sheet-partial", several("owls @fault:private-redirect @fault:only-last", 3));
    Caller.submit("sheet-wide", several("a harbour", 3));
    Caller.submit(
        "sheet-film",
        Map.of("model", "kling-3-pro", "provider", "liangxin", "prompt", "the sun goes by"));
    Caller.submit(
        "sheet-adapted",
        Map.of(
            "model", "z-image",
            "provider", "liangxin",
            "prompt", "a portrait",
            "aspectRatio", "21:9",
            "count", 2,
            "onLoss", "adapt"));
    Caller.cancel("sheet-cancelled");
    var abandoned =
        http()
            .contentType(ContentType.JSON)
            .body("{\"decision\":\"abandon\"}")
            .post("/v1/generations/sheet-abandoned/resolution");
    assertThat(abandoned.statusCode()).isEqualTo(200);
    Caller.awaitStatus("sheet-fox", "succeeded");
    Caller.awaitStatus("sheet-wide", "succeeded");
    Caller.awaitStatus("sheet-film", "succeeded");
    Caller.awaitStatus("sheet-adapted", "succeeded");
    Caller.awaitStatus("sheet-partial", "partial");
    Caller.awaitStatus("sheet-failed", "failed");
    Caller.await("sheet-deleted", one -> one.asString().contains("\"step\":\"notification\""));
    http().delete("/v1/generations/sheet-deleted");
    http().body("{\"hello\":1}").post("/local/webhooks/shop");
    Caller.until(
        () -> http().get("/local/webhooks").asString(),
        came -> came.contains("sheet-fox") && came.contains("sheet-failed"));
  }

  /** The inbox as the receiver of webhooks. */
  private static Map<String, Object> notify(String rest) {
    return Map.of("url", Caller.address() + "/local/webhooks" + rest);
  }

  private static Map<String, Object> several(String prompt, int count) {
    return Map.of(
        "model",
        "seedream-4.5",
        "prompt",
        prompt,
        "count",
        count,
        "aspectRatio",
        "16:9",
        "resolution",
        "2K");
  }

  private static List<View> views() {
    return List.of(
        View.of("sheet", "#/", "a.tile", "sheet-fox"),
        View.of("sheet-dark-phone", "#/", "a.tile", "Partial").dark().phone(),
        View.of("sheet-phone-filter", "#/?status=failed", "a.tile", "Clear").phone().click(".fold"),
        View.of("sheet-nothing", "#/?provider=modellix&status=cancelled", ".foot a", "Show all"),
        View.of("succeeded", "#/g/sheet-fox", PICTURE, "shop").small(),
        View.of("wide-dark", "#/g/sheet-wide", PICTURE, "3 pictures").dark(),
        View.of("wide-phone", "#/g/sheet-wide", PICTURE, "3 pictures").phone(),
        View.of("late", "#/g/sheet-fox", NOTICE, "Succeeded, late").as("late", true).small(),
        View.of("adapted", "#/g/sheet-adapted", "table", "aspectRatio"),
        View.of("partial", "#/g/sheet-partial", NOTICE, "1 of 3 missing").small(),
        View.of(
                "failed-dark",
                "#/g/sheet-failed",
                NOTICE,
                "reserved, not known whether it was billed")
            .dark(),
        View.of("failed", "#/g/sheet-failed", NOTICE, "Content refused").small(),
        View.of("film", "#/?provider=liangxin", ".badge:has-text('0:05')", "Video 0:05").small(),
        View.of("film-in-full", "#/g/sheet-film", ".detail video", "1920 × 1080").dark(),
        View.of("submitting", "#/g/sheet-running", ".progress", "The paid call is under way")
            .as("status", "submitting")
            .as("cost", Map.of("status", "unknown"))
            .as("timeline", 1)
            .small(),
        View.of("processing", "#/g/sheet-running", ".progress", "evolink is at work").small(),
        View.of("fetching", "#/g/sheet-running", ".progress", "Last check: 0 stored, 1 still")
            .as("timeline", List.of(FETCHING)),
        View.of("cancel", "#/g/sheet-running", ".progress", "Processing").click("text=Cancel…"),
        View.of("cancelled", "#/g/sheet-cancelled", NOTICE, "Cancelled").small(),
        View.of("doubt", "#/g/sheet-doubt", ".doubt", "Did evolink take it?"),
        View.of("in-doubt", "#/g/sheet-doubt", ".doubt", "Abandon").small(),
        View.of("doubt-dark-phone", "#/g/sheet-doubt", ".doubt", "It is there").dark().phone(),
        View.of("abandoned", "#/g/sheet-abandoned", NOTICE, "Submission in doubt"),
        View.of("deleted", "#/g/sheet-deleted", NOTICE, "Deleted on").small(),
        View.of("none", "#/g/nobody", NOTICE, "No such generation").small(),
        View.of("refused", "#/new", ".price p:has-text('makes')", "is blank")
            .click("button.primary >> nth=-1")
            .then("#new-prompt-fault")
            .small(),
        View.of("new", "#/new", ".price p:has-text('makes')", "evolink makes the picture"),
        View.of("new-dark-phone", "#/new", ".price p:has-text('makes')", "Safety checker")
            .dark()
            .phone()
            .click(".more summary"),
        View.of("webhooks", "#/webhooks", ".received", "Genuine"),
        View.of("webhooks-dark-phone", "#/webhooks", ".received", "Not signed")
            .dark()
            .phone()
            .click(".folds summary >> nth=0"));
  }

  private static void writePictures() throws IOException {
    Files.createDirectories(PICTURES);
    long all = 0;
    for (var name : SHOWN) {
      var picture = Browser.folder().resolve("views").resolve(name + ".webp");
      assertThat(Files.size(picture)).as(name).isLessThan(MOST_BYTES);
      all += Files.size(picture);
      Files.copy(picture, PICTURES.resolve(name + ".webp"), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(all).isLessThan(MOST_BYTES_OF_ALL);
  }

  @Test
  void textsOfOthersAreTextsAndNothingElse() {
    var script = "<script>window.stolen = true</script>";
    var image = "\"><img>"; // an id has no blanks
    Caller.submit(
        image,
        Map.of("prompt", script, "metadata", Map.of(image, script, "link", "javascript:alert(1)")));
    Caller.awaitStatus(image, "succeeded");

    var seen = run("hostile", Map.of("ids", List.of(image), "text", script));

    assertThat(seen.path("isRun").asBoolean()).isFalse();
    assertThat(seen.path("inline").asBoolean()).as("also not by the policy").isFalse();
    assertThat(texts(seen.path("links"))).containsExactly("http:");
    assertThat(seen.at("/seen/0").asText()).contains(image, script, "javascript:alert(1)");
    assertThat(seen.at("/seen/1").asText()).contains(script);
  }

  /** A browser takes {@code .} and {@code ..} in an address for steps from folder to folder. */
  @Test
  void aGenerationIsFoundWhoseIdIsAStepInAPath() {
    var taken = Caller.json(Caller.submit("..", "a fox"));
    Caller.awaitStatus(taken.path("taskId").asText(), "succeeded");

    var seen = run("odd", Map.of("id", ".."));

    assertThat(texts(seen.path("seen"))).hasSize(3).containsOnly("No such generation");
    assertThat(seen.path("opened").asText()).isEqualTo("..");
    assertThat(texts(seen.path("spans")))
        .containsExactly("1 min 0 s", "2 min 0 s", "1 h 0 min", "2 h 0 min");
  }

  @Test
  void theKeyboardIsEnough() {
    Caller.submit("sheet-keys-1", "a fox");
    Caller.submit("sheet-keys-2", "a fox");
    Caller.awaitStatus("sheet-keys-1", "succeeded");
    Caller.awaitStatus("sheet-keys-2", "succeeded");

    var seen = run("keyboard", Map.of("id", "sheet-keys-1"));

    assertThat(texts(seen.path("walked")))
        .startsWith(
            "Skip to the content", "Darkroom", "Sheet", "Webhooks", "New", "search", "status")
        .contains("model", "provider", "time", "metadata");
    assertThat(texts(seen.path("rings"))).as("focus is visible").containsOnly("true");
    assertThat(seen.path("isLast").asBoolean()).isTrue();
    assertThat(seen.path("second").asInt()).isEqualTo(1);
    assertThat(seen.path("search").asText()).isEqualTo("search");
    assertThat(seen.path("heading").asText()).isEqualTo("sheet-keys-1");
    assertThat(seen.path("back").asText()).isEqualTo("#/");
    assertThat(seen.path("left").asText()).as("goes on there").isEqualTo("#/g/sheet-keys-1");
  }

  @Test
  void theFormNamesAMistakeAtItsFieldAndThenMakesPictures() {
    var seen = run("form", Map.of("prompt", "[by-form] a red fox"));

    assertThat(seen.path("price").asText()).endsWith("credits");
    assertThat(seen.path("blank").asText()).contains("is blank");
    assertThat(seen.path("focus").asText()).isEqualTo("new-prompt");
    assertThat(seen.path("count").asText()).contains("from 1 to 15");
    assertThat(seen.path("described").asText()).isEqualTo("new-count-fault");
    assertThat(seen.path("priceOfTwo").asText()).isNotEqualTo(seen.path("price").asText());
    assertThat(texts(seen.path("pictures"))).containsExactly("2048", "2048");
    assertThat(seen.path("said").asText()).isEqualTo(seen.path("id").asText() + ": Succeeded");
    assertThat(seen.path("tile").asText()).contains("2 pictures", "Succeeded");
    assertThat(paid("by-form")).isEqualTo(1);
  }

  /** Small ones, and one that is larger than Lambda takes; lost half-way, and once more later. */
  @Test
  void aDroppedPictureIsAReference() throws IOException {
    var picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB), "png", picture);

    var seen =
        run(
            "drop",
            Map.of(
                "prompt",
                "[by-drop] the fox, as a watercolour",
                "picture",
                Base64.getEncoder().encodeToString(picture.toByteArray()),
                "bucket",
                bucket().toString()));

    assertThat(seen.path("unwanted").asInt()).isEqualTo(picture.size());
    assertThat(seen.path("unwantedSaid").asText()).contains("takes no reference pictures");
    assertThat(seen.path("beside").asInt()).isEqualTo(picture.size());
    assertThat(seen.path("refused").asText()).contains("PNG, JPEG and WebP");
    assertThat(seen.path("lost").asText()).contains("The bucket did not answer");
    assertThat(seen.path("lostPrice").asText()).contains("try again, or remove it");
    assertThat(seen.path("focused").asText()).isEqualTo("Upload fox.png again");
    assertThat(seen.path("size").asLong()).isGreaterThan(4L << 20);
    assertThat(seen.path("gone").asText()).contains("in the bucket no more");
    assertThat(seen.path("violations")).isEmpty();
    assertThat(texts(seen.path("asked")))
        .containsExactlyInAnyOrder("/v1/quotes", "/v1/uploads", "/v1/generations");
    assertThat(texts(seen.path("images")))
        .hasSize(2)
        .contains("s3://images/references/" + Sha256.hex(picture.toByteArray()) + ".png")
        .allMatch(reference -> Files.isRegularFile(bucket().resolve(reference.substring(12))));
    assertThat(Caller.generation(seen.path("id").asText()).<String>path("status"))
        .isEqualTo("succeeded");
    assertThat(paid("by-drop")).isEqualTo(1);
  }

  private static Path bucket() {
    return Path.of(
            ConfigProvider.getConfig().getValue("darkroom.local.folder", String.class), "images")
        .toAbsolutePath();
  }

  @Test
  void decisionsAreMadeWhereTheyAreExplained() {
    Caller.submit("sheet-decide-doubt", "a lost letter @fault:no-answer-lost");
    Caller.submit("sheet-decide-run", "a slow fox @fault:late-finish=900");
    Caller.submit("sheet-decide-end", "a fox");
    Caller.await("sheet-decide-end", one -> one.asString().contains("\"step\":\"notification\""));

    var seen =
        run(
            "decisions",
            Map.of(
                "doubt", "sheet-decide-doubt",
                "running", "sheet-decide-run",
                "ended", "sheet-decide-end"));

    assertThat(texts(seen.path("focused"))).hasSize(5).doesNotContain("BODY");
    assertThat(seen.path("notThis").asText()).contains("Nothing was changed");
    assertThat(seen.path("cancelled").asText())
        .contains("may bill it; images that still come are delivered late")
        .doesNotContain("Pictures that still turn up");
    assertThat(seen.path("abandoned").asText())
        .contains("It was abandoned", "Attach")
        .doesNotContain("Abandon…");
    assertThat(seen.path("deleted").asText())
        .contains("Deleted on")
        .doesNotContain("Delete…", "Facts");
    assertThat(Caller.generation("sheet-decide-doubt").<String>path("error.code"))
        .isEqualTo("submission_in_doubt");
    assertThat(Caller.generation("sheet-decide-run").<String>path("status")).isEqualTo("cancelled");
    assertThat(Caller.generation("sheet-decide-end").statusCode()).isEqualTo(410);
  }

  @Test
  void aDeliveryIsSentAgain() {
    Caller.submit("sheet-replay", "a fox");
    Caller.awaitStatus("sheet-replay", "succeeded");

    var seen = run("replay", Map.of("id", "sheet-replay"));

    assertThat(texts(seen.path("sent")))
        .containsExactly("POST /v1/generations/sheet-replay/deliveries/webhook/replay");
    assertThat(seen.path("text").asText()).contains("given up", "2 attempts", "it answered 503");
    assertThat(seen.path("violations")).isEmpty();
  }

  @Test
  void webhooksAreShownAsTheyCome() {
    var seen = run("webhooks", Map.of("id", "sheet-inbox"));

    assertThat(seen.path("command").asText())
        .startsWith("curl -d '{\"model\":")
        .contains("\"notify\":{\"url\":\"" + Caller.address() + "/local/webhooks\"}")
        .endsWith(Caller.address() + "/v1/generations");
    assertThat(seen.path("genuine").asText())
        .contains("generation.succeeded", "sheet-inbox", "Genuine", "answered 410", "/first");
    assertThat(seen.path("said").asText()).isEqualTo("Webhook: generation.succeeded");
    assertThat(seen.path("newest").asText()).contains("Forged").doesNotContain("sheet-inbox");
    assertThat(seen.path("unfolded").asText())
        .contains("<b>no json</b>", "webhook-signature", "v1,AAAA");
    assertThat(seen.path("violations")).isEmpty();
    assertThat(seen.path("trouble").asText()).contains("No answer", "sheet-inbox", "Try again");
    assertThat(seen.path("ofOne").asText()).contains("1 request", "Show all");
  }

  @Test
  void aFilmIsPlayedWhereItCanBeAndNamedWhereItCannot() {
    Caller.submit(
        "sheet-film-played",
        Map.of("model", "kling-3-pro", "provider", "liangxin", "prompt", "the sun goes by"));
    Caller.awaitStatus("sheet-film-played", "succeeded");

    var seen = run("film", Map.of("id", "sheet-film-played"));

    assertThat(seen.path("badge").asText()).isEqualTo("Video 0:05");
    assertThat(texts(seen.path("played"))).containsExactly("1920", "1080", "5");
    assertThat(seen.path("named").asText()).contains("1920 × 1080");
    assertThat(seen.path("violations")).isEmpty();
  }

  @Test
  void aDarkroomWithoutAnInboxIsNotAskedForOne() {
    Caller.submit("sheet-no-inbox", "a fox");

    var seen = run("noInbox", Map.of());

    assertThat(texts(seen.path("links"))).containsExactly("Sheet", "New");
    assertThat(texts(seen.path("asked"))).noneMatch(path -> path.contains("local"));
  }

  @Test
  void aTokenIsAskedForAndKeptNowhere() {
    Caller.submit("sheet-token", "a fox");

    var seen = run("token", Map.of());

    assertThat(seen.path("last").asText()).isEqualTo("Bearer good");
    assertThat(texts(seen.path("kept"))).containsOnly("0");
    assertThat(seen.path("stored").asInt()).isZero();
    assertThat(seen.path("violations")).isEmpty();
  }

  @Test
  void aHiddenTabAsksNothing() {
    Caller.submit("sheet-hidden", "a slow fox @fault:late-finish=900");

    var seen = run("hidden", Map.of());

    assertThat(seen.path("first").asInt()).isEqualTo(1);
    assertThat(seen.path("whileHidden").asInt()).isZero();
    assertThat(seen.path("seenAgain").asInt()).isEqualTo(1);
  }

  @Test
  void theFilterIsInTheAddressAndAsksTheApi() {
    Caller.submit("sheet-filter-1", "a fox @fault:failed");
    Caller.submit(
        "sheet-filter-2", Map.of("prompt", "a fox", "metadata", Map.of("Drawer", "x & y")));
    Caller.awaitStatus("sheet-filter-1", "failed");
    Caller.awaitStatus("sheet-filter-2", "succeeded");

    var seen =
        run(
            "filter",
            Map.of(
                "model", "seedream-5.0-lite",
                "id", "sheet-filter-2",
                "key", "Drawer",
                "value", "x & y"));

    assertThat(seen.path("failed").asInt()).isPositive();
    assertThat(seen.path("address").asText()).isEqualTo("#/?status=failed&model=seedream-5.0-lite");
    assertThat(seen.path("found").asText()).contains("sheet-filter-2");
  }

  private static JsonNode run(String what, Map<String, ?> settings) {
    var port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
    return Browser.run("http://localhost:" + port, what, settings);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  /**
   * One look at the page.
   *
   * @param wanted what must be there before
   * @param text what must be read there
   * @param more how it is looked at
   */
  private record View(
      String name, String hash, String wanted, String text, Map<String, Object> more) {
    static View of(String name, String hash, String wanted, String text) {
      return new View(name, hash, wanted, text, Map.of());
    }

    View dark() {
      return with("isDark", true);
    }

    View phone() {
      return with("isPhone", true);
    }

    /**
     * Shows a state that passes by: a field of the answer is another. Of a timeline, a number keeps
     * as many entries.
     */
    View as(String field, Object value) {
      var fields = new HashMap<String, Object>();
      if (more.get("as") instanceof Map<?, ?> before) {
        before.forEach((name, is) -> fields.put(String.valueOf(name), is));
      }
      fields.put(field, value);
      return with("as", fields);
    }

    /** In a smaller window, for a picture of one state. */
    View small() {
      return with("isSmall", true);
    }

    /** What must be there after the click. */
    View then(String wanted) {
      return with("then", wanted);
    }

    View click(String what) {
      return with("click", what);
    }

    Map<String, Object> settings() {
      var settings = new HashMap<String, Object>(more);
      settings.putAll(Map.of("name", name, "hash", hash, "wanted", wanted));
      return settings;
    }

    private View with(String field, Object value) {
      var all = new HashMap<String, Object>(more);
      all.put(field, value);
      return new View(name, hash, wanted, text, all);
    }
  }
}

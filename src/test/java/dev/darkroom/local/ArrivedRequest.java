package dev.darkroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.CreateCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What a provider was asked for, read back into the names of the event: from the documents, and
 * with nothing of the adapters, so that it can witness against them.
 */
final class ArrivedRequest {
  private static final Pattern PIXELS = Pattern.compile("\\d+x\\d+");
  private static final Map<String, String> ALIASES =
      Map.of(
          "square_1_1", "1:1",
          "widescreen_16_9", "16:9",
          "social_story_9_16", "9:16",
          "portrait_2_3", "2:3",
          "traditional_3_4", "3:4",
          "standard_3_2", "3:2",
          "classic_4_3", "4:3",
          "cinematic_21_9", "21:9");

  /**
   * ByteDance ModelArk, image sizes of Seedream 4.5 and 5.0 lite: what Modellix is told instead.
   */
  private static final Map<String, String> SIZES =
      Map.ofEntries(
          Map.entry("2048x2048", "1:1 2K"),
          Map.entry("2304x1728", "4:3 2K"),
          Map.entry("1728x2304", "3:4 2K"),
          Map.entry("2848x1600", "16:9 2K"),
          Map.entry("1600x2848", "9:16 2K"),
          Map.entry("2496x1664", "3:2 2K"),
          Map.entry("1664x2496", "2:3 2K"),
          Map.entry("3136x1344", "21:9 2K"),
          Map.entry("3072x3072", "1:1 3K"),
          Map.entry("3456x2592", "4:3 3K"),
          Map.entry("4096x2304", "16:9 3K"),
          Map.entry("4096x4096", "1:1 4K"),
          Map.entry("4704x3520", "4:3 4K"),
          Map.entry("5504x3040", "16:9 4K"));

  private final Map<String, String> fields = new TreeMap<>();

  private ArrivedRequest() {}

  /**
   * The fields by their names in the event; pixels are {@code width}, as in adjustments.
   *
   * @param asked the event's own fields: some providers are told pixels in the place of a shape
   */
  static Map<String, String> of(String provider, CreateCall call, Map<String, String> asked) {
    var wish = new ArrivedRequest();
    switch (provider) {
      case "evolink" -> wish.readEvolink(call.body());
      case "liangxin" -> wish.readLiangxin(call.body().path("input"));
      case "modellix" -> wish.readModellix(call.body(), asked);
      case "fal" -> wish.readFal(call.body(), asked);
      default -> throw new IllegalArgumentException("nobody knows the words of " + provider);
    }
    return wish.fields;
  }

  private void readEvolink(JsonNode body) {
    text("prompt", body.path("prompt"));
    text("count", body.path("n"));
    text("resolution", body.path("quality"));
    text("promptOptimization", body.path("prompt_priority"));
    text("outputFormat", body.at("/model_params/output_format"));
    list(body.path("image_urls"));
    if (body.at("/model_params/tools/0/type").asText().equals("web_search")) {
      fields.put("webSearch", "true");
    }
    var size = body.path("size").asText();
    text(PIXELS.matcher(size).matches() ? "width" : "aspectRatio", body.path("size"));
  }

  private void readLiangxin(JsonNode input) {
    text("prompt", input.path("prompt"));
    text("seed", input.path("seed"));
    text("resolution", input.path("resolution"));
    text("outputFormat", input.path("output_format"));
    text("safetyChecker", input.path("enable_safety_checker"));
    text("webSearch", input.path("use_google_search_tool"));
    list(input.path("reference_images"));
    text("aspectRatio", input.path("aspect_ratio"));
    fields.computeIfPresent("aspectRatio", (name, ratio) -> ALIASES.getOrDefault(ratio, ratio));
    if (input.has("width")) {
      fields.put("width", input.path("width").asText() + "x" + input.path("height").asText());
    }
  }

  private void readModellix(JsonNode body, Map<String, String> asked) {
    text("prompt", body.path("prompt"));
    text("count", body.path("sequential_image_generation_max_images"));
    text("outputFormat", body.path("output_format"));
    text("promptOptimization", body.path("optimize_prompt_mode"));
    list(body.path("image"));
    if (body.has("size")) {
      pixels(body.path("size").asText(), asked);
    }
  }

  private void readFal(JsonNode body, Map<String, String> asked) {
    text("prompt", body.path("prompt"));
    text("count", body.path("num_images"));
    text("seed", body.path("seed"));
    text("safetyChecker", body.path("enable_safety_checker"));
    list(body.path("image_urls"));
    var size = body.path("image_size");
    if (size.isObject()) {
      pixels(size.path("width").asText() + "x" + size.path("height").asText(), asked);
    }
  }

  /** Pixels that were asked for, or that stand for a shape. */
  private void pixels(String size, Map<String, String> asked) {
    if (asked.containsKey("width")) {
      fields.put("width", size);
      return;
    }
    var shape = SIZES.getOrDefault(size, "unknown unknown").split(" ", 2);
    fields.put("aspectRatio", shape[0]);
    boolean isDefault = shape[1].equals("2K") && !asked.containsKey("resolution");
    if (!isDefault) {
      fields.put("resolution", shape[1]);
    }
  }

  private void text(String name, JsonNode value) {
    if (!value.isMissingNode()) {
      fields.put(name, value.asText());
    }
  }

  private void list(JsonNode links) {
    if (!links.isMissingNode()) {
      fields.put(
          "images",
          StreamSupport.stream(links.spliterator(), false)
              .map(JsonNode::asText)
              .toList()
              .toString());
    }
  }

  /** The fields of an event in the same form; what says nothing new is left out. */
  static Map<String, String> asked(Map<String, Object> event) {
    var fields = new LinkedHashMap<String, String>();
    event.forEach((name, value) -> fields.put(name, value.toString()));
    fields.keySet().removeAll(java.util.Set.of("model", "provider", "onLoss"));
    fields.computeIfPresent("aspectRatio", (name, ratio) -> ALIASES.getOrDefault(ratio, ratio));
    if (fields.containsKey("height")) {
      fields.put("width", fields.get("width") + "x" + fields.remove("height"));
    }
    return new TreeMap<>(fields);
  }
}

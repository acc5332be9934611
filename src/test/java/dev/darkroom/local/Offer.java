package dev.darkroom.local;

import static dev.darkroom.local.Caller.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One model of one provider, generated or edited, of which nothing but the prompt is said. */
record Offer(String provider, String model, String operation) {
  private static final List<String> LINKS = List.of("https://example.com/one.jpg");

  /** What these providers offer, as the application lists it. */
  static List<Offer> of(List<String> providers) {
    var offers = new ArrayList<Offer>();
    var models = http().get("/v1/models").<Map<String, List<Map<String, Object>>>>path("models");
    models.forEach(
        (model, rows) -> {
          for (var row : rows) {
            var provider = String.valueOf(row.get("provider"));
            if (providers.contains(provider)
                && row.getOrDefault("operations", List.of()) instanceof List<?> operations) {
              operations.forEach(one -> offers.add(new Offer(provider, model, one.toString())));
            }
          }
        });
    return offers;
  }

  /** The name of its line. */
  String name() {
    return model + ", " + operation;
  }

  TrackedEvent event() {
    var event = new HashMap<String, Object>(Map.of("provider", provider, "model", model));
    event.put("prompt", "a fox to keep");
    if (operation.equals("edit")) {
      event.put("images", LINKS);
    }
    return new TrackedEvent(String.join("-", "offer", provider, model, operation), event);
  }

  /** What was stored, or else what came of it. */
  static String stored(Outcome outcome) {
    return outcome
        .record()
        .map(record -> record.at("/images/0"))
        .filter(image -> !image.isMissingNode())
        .map(
            image ->
                "%s %sx%s"
                    .formatted(
                        image.path("contentType").asText(),
                        image.path("width").asInt(),
                        image.path("height").asInt()))
        .orElseGet(outcome::words);
  }
}

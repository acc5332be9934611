package dev.darkroom.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ProviderId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the choice of providers from the fields of an event. */
record PreferenceReader(FieldReader event) {
  private static final String A_PROVIDER =
      "the name of a provider, such as evolink; GET /v1/models lists them";

  Preference read() {
    var provider = event.word("provider", ProviderId::meant, A_PROVIDER);
    var fallback = event.list("fallback", 16, ProviderId::meant, A_PROVIDER);
    var onLoss = event.word("onLoss", PreferenceReader::onLoss, "\"reject\" or \"adapt\"");
    var options = new HashMap<ProviderId, String>();
    event
        .object("providerOptions", "{\"evolink\": {}}")
        .ifPresent(
            reader -> {
              for (var name : reader.names()) {
                var id = ProviderId.meant(name);
                if (id.isEmpty()) {
                  reader.fault(name, "is not " + A_PROVIDER);
                } else if (options.containsKey(id.get())) {
                  reader.fault(name, "is given twice: give it once");
                } else {
                  reader
                      .raw(name, "the fields for that provider alone")
                      .ifPresent(raw -> options.put(id.get(), canonical(raw)));
                }
              }
            });
    var preference = new Preference(provider, fallback, onLoss.orElse(OnLoss.REJECT), options);
    return event
        .object("maxCost", "{\"amount\": 0.1, \"unit\": \"USD\"}")
        .flatMap(reader -> new CostCapReader(reader).read())
        .map(preference::withMaxCost)
        .orElse(preference);
  }

  /** One text for the same options. The order of fields does not matter; 2.50 is not 2.5. */
  private static String canonical(ObjectNode raw) {
    return sorted(raw).toString();
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var fields = JsonNodeFactory.instance.objectNode();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(field -> fields.set(field.getKey(), sorted(field.getValue())));
      return fields;
    }
    if (node instanceof ArrayNode array) {
      var entries = JsonNodeFactory.instance.arrayNode();
      array.forEach(entry -> entries.add(sorted(entry)));
      return entries;
    }
    return node;
  }

  private static Optional<OnLoss> onLoss(String text) {
    return switch (text) {
      case "reject" -> Optional.of(OnLoss.REJECT);
      case "adapt" -> Optional.of(OnLoss.ADAPT);
      default -> Optional.empty();
    };
  }
}

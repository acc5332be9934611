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

  Preference read() {
    var provider = event.word("provider", PreferenceReader::providerId, "the name of a provider");
    var fallback =
        event.list("fallback", 16, PreferenceReader::providerId, "the name of a provider");
    var onLoss = event.word("onLoss", PreferenceReader::onLoss, "\"reject\" or \"adapt\"");
    var options = new HashMap<ProviderId, String>();
    event
        .object("providerOptions")
        .ifPresent(
            reader -> {
              for (var name : reader.names()) {
                if (!ProviderId.isValid(name)) {
                  reader.fault(name, "is not the name of a provider");
                } else {
                  reader
                      .raw(name)
                      .ifPresent(raw -> options.put(new ProviderId(name), canonical(raw)));
                }
              }
            });
    return new Preference(provider, fallback, onLoss.orElse(OnLoss.REJECT), options);
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

  private static Optional<ProviderId> providerId(String text) {
    return ProviderId.isValid(text) ? Optional.of(new ProviderId(text)) : Optional.empty();
  }

  private static Optional<OnLoss> onLoss(String text) {
    return switch (text) {
      case "reject" -> Optional.of(OnLoss.REJECT);
      case "adapt" -> Optional.of(OnLoss.ADAPT);
      default -> Optional.empty();
    };
  }
}

package dev.darkroom.provider.evolink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ProviderJson;
import dev.darkroom.provider.evolink.EvolinkWire.Unfit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Raw extra fields for EvoLink alone: they add to a request, they never change what it says. */
final class EvolinkOptions {

  /** What a task is counted, billed, routed or found by is said in the event, or not at all. */
  private static final Set<String> OURS =
      Set.of("model", "prompt", "n", "image_urls", "callback_url");

  private EvolinkOptions() {}

  static EvolinkWire merge(ObjectNode body, String raw) {
    var options = ProviderJson.object(raw);
    if (options.isEmpty()) {
      return new Unfit("providerOptions must be a JSON object");
    }
    var taken = taken(body, options.get());
    if (taken.isPresent()) {
      return new Unfit("providerOptions must not set " + taken.get() + ": the event says it");
    }
    return EvolinkWire.ready(merged(body, options.get()));
  }

  /** The first field that is said already; a level deeper where both sides have an object. */
  private static Optional<String> taken(ObjectNode body, ObjectNode options) {
    for (var name : names(options)) {
      if (OURS.contains(name)) {
        return Optional.of(name);
      }
      if (body.get(name) instanceof ObjectNode inner
          && options.get(name) instanceof ObjectNode more) {
        var deeper = names(more).stream().filter(inner::has).findFirst();
        if (deeper.isPresent()) {
          return deeper.map(field -> name + "." + field);
        }
      } else if (body.has(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static List<String> names(ObjectNode node) {
    return node.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static ObjectNode merged(ObjectNode body, ObjectNode options) {
    var merged = body.deepCopy();
    for (var name : names(options)) {
      if (merged.get(name) instanceof ObjectNode inner
          && options.get(name) instanceof ObjectNode more) {
        inner.setAll(more);
      } else {
        merged.set(name, options.get(name));
      }
    }
    return merged;
  }
}

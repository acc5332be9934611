package dev.darkroom.provider.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.support.RequestBody.Ready;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Raw extra fields for one provider ({@code providerOptions}), shaped as its body. They add to a
 * request, and never change what it says.
 */
public final class RawOptions {
  private final Set<String> ours;

  /**
   * Options, with the fields that they must not set.
   *
   * @param ours fields by which a task is counted, billed, routed or found, such as {@code model}
   *     or {@code input.prompt}: only the event may set them
   */
  public RawOptions(Set<String> ours) {
    this.ours = Set.copyOf(ours);
  }

  /** The body with these options, unless they change a field of it. */
  public RequestBody merge(ObjectNode body, Optional<String> raw) {
    if (raw.isEmpty()) {
      return new Ready(body.toString());
    }
    var options = ProviderJson.exactObject(raw.get());
    if (options.isEmpty()) {
      return new Unsupported(
          "providerOptions must be a JSON object: no field twice, and no number of more than "
              + Decimals.MAX_PRECISION
              + " digits");
    }
    var taken = taken(body, options.get());
    if (taken.isPresent()) {
      return new Unsupported("providerOptions must not set " + taken.get() + ": the event says it");
    }
    return new Ready(merged(body, options.get()).toString());
  }

  /** The first field that both set; one level deeper where both have an object. */
  private Optional<String> taken(ObjectNode body, ObjectNode options) {
    for (var name : names(options)) {
      if (ours.contains(name)) {
        return Optional.of(name);
      }
      if (options.get(name) instanceof ObjectNode more) {
        var inner = body.get(name) instanceof ObjectNode object ? object : ProviderJson.object();
        var deeper =
            names(more).stream()
                .filter(field -> inner.has(field) || ours.contains(name + "." + field))
                .findFirst();
        if (deeper.isPresent()) {
          return deeper.map(field -> name + "." + field);
        }
      }
      boolean addsToAnObject =
          body.get(name) instanceof ObjectNode && options.get(name) instanceof ObjectNode;
      if (body.has(name) && !addsToAnObject) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
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

  private static List<String> names(ObjectNode node) {
    return node.propertyStream().map(Map.Entry::getKey).toList();
  }
}

package dev.darkroom.provider.support;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.ImageSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last check before a paid call: fields that a row has no words for. Routing lets no such
 * request through. If one comes nevertheless, it is not sent, and nothing of it is dropped.
 */
public final class UnsupportedFields {
  private UnsupportedFields() {}

  /** Why this request must not be sent as this row; empty: it may. */
  public static Optional<Unsupported> in(ImageSpec spec, Capability row) {
    var fields = fields(spec, row);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Unsupported(
                row.providerModel()
                    + " cannot be told "
                    + String.join(", ", fields)
                    + " as asked"));
  }

  private static List<String> fields(ImageSpec spec, Capability row) {
    var sayable = new LinkedHashMap<String, Boolean>();
    sayable.put("images", row.operations().contains(spec.operation()));
    sayable.put("count", spec.count() <= row.limits().maxCount());
    sayable.put("seed", spec.seed().stream().allMatch(seed -> takes(seed, row)));
    sayable.put(
        "outputFormat",
        row.features().formats().containsAll(spec.outputFormat().stream().toList()));
    sayable.put("safetyChecker", spec.safetyChecker().isEmpty() || row.features().safetyChecker());
    sayable.put("webSearch", spec.webSearch().isEmpty() || row.features().webSearch());
    sayable.put(
        "promptOptimization",
        spec.promptOptimization().isEmpty() || row.features().promptOptimization());
    switch (spec.dimensions()) {
      case Unspecified() -> {}
      case Pixels(var width, var height) ->
          sayable.put(
              "width", row.shapes().pixels().filter(it -> it.takes(width, height)).isPresent());
      case Ratio(var ratio, var resolution) -> {
        sayable.put("aspectRatio", row.shapes().ratios().contains(ratio));
        sayable.put(
            "resolution", row.shapes().resolutions().containsAll(resolution.stream().toList()));
      }
    }
    return sayable.entrySet().stream()
        .filter(field -> !field.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static boolean takes(long seed, Capability row) {
    return row.features().seeds().filter(range -> range.takes(seed)).isPresent();
  }
}

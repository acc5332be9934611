package dev.darkroom.provider.modellix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RawOptions;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.UnsupportedFields;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.OutputFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a create call.
 *
 * <p>It has the documented fields in the document's order. None of them is null, and every field
 * was requested. The model is in the path.
 */
final class ModellixWire {
  private static final RawOptions OPTIONS =
      new RawOptions(
          Set.of(
              "prompt",
              "image",
              "sequential_image_generation",
              "sequential_image_generation_max_images"));

  private ModellixWire() {}

  /**
   * Translates a request; no field is left out silently.
   *
   * @param row of the request's model
   */
  static RequestBody of(ImageRequest request, Capability row) {
    return UnsupportedFields.in(request.spec(), row)
        .<RequestBody>map(unsupported -> unsupported)
        .orElseGet(() -> OPTIONS.merge(body(request.spec(), row), request.options()));
  }

  private static ObjectNode body(ImageSpec spec, Capability row) {
    var body = ProviderJson.object().put("prompt", spec.prompt());
    if (!spec.images().isEmpty()) {
      var images = body.putArray("image");
      spec.images().forEach(url -> images.add(url.toString()));
    }
    size(spec.dimensions(), row).ifPresent(size -> body.put("size", size.toString()));
    if (spec.count() > 1) {
      body.put("sequential_image_generation", "auto")
          .put("sequential_image_generation_max_images", spec.count());
    }
    spec.promptOptimization().ifPresent(mode -> body.put("optimize_prompt_mode", mode));
    spec.outputFormat().map(OutputFormat::text).ifPresent(f -> body.put("output_format", f));
    return body;
  }

  private static Optional<Pixels> size(Dimensions dimensions, Capability row) {
    return switch (dimensions) {
      case Dimensions.Unspecified() -> Optional.empty();
      case Pixels pixels -> Optional.of(pixels);
      case Dimensions.Ratio(var ratio, var resolution) -> row.shapes().sizeOf(ratio, resolution);
    };
  }
}

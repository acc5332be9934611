package dev.darkroom.provider.fal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RawOptions;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.UnsupportedFields;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import java.util.Set;

/**
 * The flat input of a model, with requested fields only. The model and the webhook are in the
 * address.
 */
final class FalWire {
  /**
   * Fields that only the event may set.
   *
   * <p>The count is billed. {@code sync_mode} would answer with the image itself, which is then
   * stored nowhere. fal.ai rescales sizes silently.
   */
  private static final RawOptions OPTIONS =
      new RawOptions(
          Set.of("prompt", "image_urls", "num_images", "max_images", "image_size", "sync_mode"));

  private FalWire() {}

  /** Translates a request; no field is left out silently. */
  static RequestBody of(ImageRequest request) {
    return FalCapabilities.of(request.model())
        .map(row -> of(request, row))
        .orElseGet(
            () -> new Unsupported("fal.ai has no model " + request.model() + " in our table"));
  }

  private static RequestBody of(ImageRequest request, Capability row) {
    return UnsupportedFields.in(request.spec(), row)
        .<RequestBody>map(unsupported -> unsupported)
        .orElseGet(() -> OPTIONS.merge(body(row, request.spec()), request.options()));
  }

  private static ObjectNode body(Capability row, ImageSpec spec) {
    var body = ProviderJson.object();
    body.put("prompt", spec.prompt());
    dimensions(body, row, spec.dimensions());
    if (spec.count() > 1) {
      body.put("num_images", spec.count());
    }
    spec.seed().ifPresent(seed -> body.put("seed", seed));
    spec.safetyChecker().ifPresent(isOn -> body.put("enable_safety_checker", isOn));
    if (spec.operation() == Operation.EDIT) {
      var urls = body.putArray("image_urls");
      spec.images().forEach(url -> urls.add(url.toString()));
    }
    return body;
  }

  private static void dimensions(ObjectNode body, Capability row, Dimensions dimensions) {
    switch (dimensions) {
      case Dimensions.Unspecified() -> {}
      case Pixels pixels -> size(body, pixels);
      case Dimensions.Ratio(var ratio, var resolution) -> {
        if (ratio.equals(AspectRatio.AUTO)) {
          body.put(
              "image_size",
              "auto_" + resolution.orElse(row.shapes().resolutions().getFirst()).text());
        } else {
          row.shapes().sizeOf(ratio, resolution).ifPresent(pixels -> size(body, pixels));
        }
      }
    }
  }

  private static void size(ObjectNode body, Pixels pixels) {
    body.putObject("image_size").put("width", pixels.width()).put("height", pixels.height());
  }
}

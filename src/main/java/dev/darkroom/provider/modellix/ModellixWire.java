package dev.darkroom.provider.modellix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RawOptions;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.UnsupportedFields;
import dev.darkroom.task.Frame;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Picture;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a create call: the documented fields in the document's order, none of them null, and
 * none that was not asked for. The model is not in it: it is in the path.
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
   * Translates; nothing is left out silently.
   *
   * @param row of the request's model
   */
  static RequestBody of(ImageRequest request, Capability row) {
    return UnsupportedFields.in(request.picture(), row)
        .<RequestBody>map(unsupported -> unsupported)
        .orElseGet(() -> OPTIONS.merge(body(request.picture(), row), request.options()));
  }

  private static ObjectNode body(Picture picture, Capability row) {
    var body = ProviderJson.object().put("prompt", picture.prompt());
    if (!picture.images().isEmpty()) {
      var images = body.putArray("image");
      picture.images().forEach(url -> images.add(url.toString()));
    }
    size(picture.frame(), row).ifPresent(size -> body.put("size", size.toString()));
    if (picture.count() > 1) {
      body.put("sequential_image_generation", "auto")
          .put("sequential_image_generation_max_images", picture.count());
    }
    picture.promptOptimization().ifPresent(mode -> body.put("optimize_prompt_mode", mode));
    picture.outputFormat().map(OutputFormat::text).ifPresent(f -> body.put("output_format", f));
    return body;
  }

  private static Optional<Pixels> size(Frame frame, Capability row) {
    return switch (frame) {
      case Frame.Unspecified() -> Optional.empty();
      case Pixels pixels -> Optional.of(pixels);
      case Frame.Ratio(var ratio, var resolution) -> row.sizeOf(ratio, resolution);
    };
  }
}

package dev.darkroom.provider.liangxin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.support.ProviderJson;
import dev.darkroom.provider.support.RawOptions;
import dev.darkroom.provider.support.RequestBody;
import dev.darkroom.provider.support.RequestBody.Unsupported;
import dev.darkroom.provider.support.UnsupportedFields;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The body of {@code POST /api/v1/jobs/createTask}.
 *
 * <p>It has the documented fields in the documents' order. None of them is null, and every field
 * was requested.
 */
final class LiangxinWire {
  private static final Set<String> OURS =
      Set.of(
          "model",
          "callBackUrl",
          "input.prompt",
          "input.reference_images",
          "input.image_input", // Nano Banana's other name for references, then Flux's
          "input.input_image",
          "input.input_image_2",
          "input.input_image_3",
          "input.input_image_4");

  /** Fields that must not be set beside the event's dimensions: {@code image_size} would win. */
  private static final Set<String> FRAMES =
      Set.of("input.aspect_ratio", "input.image_size", "input.width", "input.height");

  private static final RawOptions OPTIONS = new RawOptions(OURS);
  private static final RawOptions OPTIONS_BESIDE_DIMENSIONS =
      new RawOptions(Stream.concat(OURS.stream(), FRAMES.stream()).collect(Collectors.toSet()));

  private LiangxinWire() {}

  /** Translates a request; no field is left out silently. */
  static RequestBody of(ImageRequest request, Optional<URI> callback) {
    return LiangxinStyle.of(request.model())
        .map(style -> of(request, style, callback))
        .orElseGet(() -> new Unsupported("this provider has no model " + request.model()));
  }

  private static RequestBody of(ImageRequest request, LiangxinStyle style, Optional<URI> callback) {
    var spec = request.spec();
    var unsupported = UnsupportedFields.in(spec, style.row());
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    var options =
        spec.dimensions() instanceof Dimensions.Unspecified ? OPTIONS : OPTIONS_BESIDE_DIMENSIONS;
    return options.merge(body(request.model(), spec, style, callback), request.options());
  }

  private static ObjectNode body(
      String model, ImageSpec spec, LiangxinStyle style, Optional<URI> callback) {
    var body = ProviderJson.object().put("model", model);
    callback.ifPresent(url -> body.put("callBackUrl", url.toString()));
    var input = body.putObject("input").put("prompt", spec.prompt());
    if (!spec.images().isEmpty()) {
      var references = input.putArray("reference_images");
      spec.images().forEach(url -> references.add(url.toString()));
    }
    dimensions(input, spec.dimensions(), style);
    spec.seed().ifPresent(seed -> input.put("seed", seed));
    spec.outputFormat().map(OutputFormat::text).ifPresent(f -> input.put("output_format", f));
    spec.safetyChecker().ifPresent(on -> input.put("enable_safety_checker", on));
    spec.webSearch().ifPresent(on -> input.put("use_google_search_tool", on));
    return body;
  }

  private static void dimensions(ObjectNode input, Dimensions dimensions, LiangxinStyle style) {
    switch (dimensions) {
      case Dimensions.Unspecified() -> {}
      case Dimensions.Pixels(var width, var height) ->
          input.put("width", width).put("height", height);
      case Dimensions.Ratio(var ratio, var resolution) -> {
        input.put("aspect_ratio", style.word(ratio));
        resolution.map(Resolution::text).ifPresent(tier -> input.put("resolution", tier));
      }
    }
  }
}

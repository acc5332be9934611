package dev.darkroom.provider.evolink;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.catalogue.Capability;
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

/**
 * The body of {@code POST /v1/images/generations}.
 *
 * <p>It has the documented fields in the document's order, and none of them is null. Every field
 * was requested, and the model's row offers it.
 */
final class EvolinkWire {
  private static final int LONGEST_CALLBACK = 2048;
  private static final RawOptions OPTIONS =
      new RawOptions(Set.of("model", "prompt", "n", "image_urls", "callback_url"));

  private EvolinkWire() {}

  /** Translates a request; no field is left out silently. */
  static RequestBody of(ImageRequest request, Optional<URI> callback) {
    return EvolinkCapabilities.find(request.model())
        .map(row -> of(request, row, callback))
        .orElseGet(() -> new Unsupported("no such model is known here: " + request.model()));
  }

  private static RequestBody of(ImageRequest request, Capability row, Optional<URI> callback) {
    var spec = request.spec();
    var unsupported = UnsupportedFields.in(spec, row);
    if (unsupported.isPresent()) {
      return unsupported.get();
    }
    if (callback.filter(url -> url.toString().length() > LONGEST_CALLBACK).isPresent()) {
      return new Unsupported(
          "the callback address is longer than " + LONGEST_CALLBACK + " characters");
    }
    return OPTIONS.merge(body(request.model(), spec, callback), request.options());
  }

  private static ObjectNode body(String model, ImageSpec spec, Optional<URI> callback) {
    var body = ProviderJson.object();
    body.put("model", model).put("prompt", spec.prompt());
    if (spec.count() > 1) {
      body.put("n", spec.count());
    }
    dimensions(body, spec.dimensions());
    spec.promptOptimization().ifPresent(mode -> body.put("prompt_priority", mode));
    if (!spec.images().isEmpty()) {
      var urls = body.putArray("image_urls");
      spec.images().forEach(url -> urls.add(url.toString()));
    }
    modelParams(body, spec);
    callback.ifPresent(url -> body.put("callback_url", url.toString()));
    return body;
  }

  /**
   * Writes the dimensions. {@code quality} is the resolution here; for GPT Image it would be the
   * effort.
   */
  private static void dimensions(ObjectNode body, Dimensions dimensions) {
    switch (dimensions) {
      case Dimensions.Unspecified() -> {}
      case Dimensions.Pixels pixels -> body.put("size", pixels.toString());
      case Dimensions.Ratio(var ratio, var resolution) -> {
        body.put("size", ratio.value());
        resolution.map(Resolution::text).ifPresent(tier -> body.put("quality", tier));
      }
    }
  }

  private static void modelParams(ObjectNode body, ImageSpec spec) {
    var params = ProviderJson.object();
    spec.outputFormat().map(OutputFormat::text).ifPresent(f -> params.put("output_format", f));
    if (spec.webSearch().orElse(false)) {
      params.putArray("tools").addObject().put("type", "web_search");
    }
    if (!params.isEmpty()) {
      body.set("model_params", params);
    }
  }
}

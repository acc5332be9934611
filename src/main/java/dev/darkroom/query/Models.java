package dev.darkroom.query;

import dev.darkroom.provider.Capability;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The capability table, as callers read it: model, then who offers it and what it can do there. */
@ApplicationScoped
public class Models {
  private final Providers providers;

  Models(Providers providers) {
    this.providers = providers;
  }

  public Map<String, List<Offer>> all() {
    var models = new TreeMap<String, List<Offer>>();
    for (var provider : providers.all()) {
      for (var capability : provider.capabilities()) {
        models.merge(
            capability.model().value(),
            List.of(Offer.of(provider, capability)),
            (some, more) -> java.util.stream.Stream.concat(some.stream(), more.stream()).toList());
      }
    }
    return models;
  }

  /** What one provider offers of one model. */
  @RegisterForReflection
  public record Offer(
      String provider,
      boolean on,
      List<String> operations,
      Optional<Integer> promptLimit,
      List<String> aspectRatios,
      List<String> resolutions,
      Optional<Size> pixels,
      int maxCount,
      int maxImages,
      int maxCountAndImages,
      boolean seed,
      List<String> outputFormats,
      boolean safetyChecker,
      boolean webSearch,
      boolean promptOptimization,
      String source) {
    static Offer of(ImageProvider provider, Capability capability) {
      return new Offer(
          provider.id().value(),
          provider.isOn(),
          capability.operations().stream().map(Operation::text).sorted().toList(),
          capability.promptLimit(),
          capability.ratios().stream().map(AspectRatio::value).toList(),
          capability.resolutions().stream().map(Resolution::text).toList(),
          capability
              .pixels()
              .map(range -> new Size(range.minArea(), range.maxArea(), range.maxQuotient())),
          capability.maxCount(),
          capability.maxReferences(),
          capability.maxTotal(),
          capability.seed(),
          capability.formats().stream().map(OutputFormat::text).sorted().toList(),
          capability.safetyChecker(),
          capability.webSearch(),
          capability.promptOptimization(),
          capability.source());
    }
  }

  /** Pixels in all, and how much longer one side may be. */
  @RegisterForReflection
  public record Size(long minPixels, long maxPixels, double maxRatio) {}
}

package dev.darkroom.query;

import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Provenance;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

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
            (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
      }
    }
    return models;
  }

  /**
   * What one provider offers of one model.
   *
   * @param offReason why it is off, where it is
   * @param sizes what a ratio at a resolution comes to, as {@code 2K 16:9 -> 2848x1600}
   */
  @RegisterForReflection
  public record Offer(
      String provider,
      boolean on,
      Optional<String> offReason,
      String providerModel,
      String media,
      List<String> operations,
      Optional<Integer> promptLimit,
      List<String> aspectRatios,
      List<String> resolutions,
      Map<String, String> sizes,
      Optional<PixelsOffer> pixels,
      int maxCount,
      ReferencesOffer references,
      Optional<Integer> maxTotal,
      Optional<SeedsOffer> seed,
      List<String> outputFormats,
      boolean safetyChecker,
      boolean webSearch,
      boolean promptOptimization,
      FactsOffer facts) {
    static Offer of(ImageProvider provider, Capability capability) {
      return new Offer(
          provider.id().value(),
          provider.isOn(),
          provider.profile().whyOff(),
          capability.providerModel(),
          capability.media().text(),
          capability.operations().stream().map(Operation::text).sorted().toList(),
          capability.promptLimit(),
          capability.ratios().stream().map(AspectRatio::value).toList(),
          capability.resolutions().stream().map(Resolution::text).toList(),
          sizes(capability),
          capability.pixels().map(PixelsOffer::of),
          capability.maxCount(),
          ReferencesOffer.of(capability.references()),
          capability.maxTotal(),
          capability.seeds().map(range -> new SeedsOffer(range.least(), range.most())),
          capability.formats().stream().map(OutputFormat::text).sorted().toList(),
          capability.safetyChecker(),
          capability.webSearch(),
          capability.promptOptimization(),
          FactsOffer.of(capability.provenance()));
    }

    private static Map<String, String> sizes(Capability capability) {
      var sizes = new LinkedHashMap<String, String>();
      capability
          .sizes()
          .forEach(
              size ->
                  sizes.put(
                      size.resolution().text() + " " + size.ratio(), size.pixels().toString()));
      return sizes;
    }
  }

  /** Which exact sizes: pixels in all, how much longer one side may be, and each side. */
  @RegisterForReflection
  public record PixelsOffer(
      long minPixels, long maxPixels, double maxRatio, int minSide, Optional<Integer> maxSide) {
    static PixelsOffer of(Capability.PixelRange range) {
      return new PixelsOffer(
          range.minArea(),
          range.maxArea(),
          range.maxQuotient(),
          range.minSide(),
          Optional.of(range.maxSide()).filter(side -> side < Integer.MAX_VALUE));
    }
  }

  /** Which reference images; what is absent is not known and not enforced. */
  @RegisterForReflection
  public record ReferencesOffer(
      Optional<Integer> max, List<String> contentTypes, Optional<Long> maxBytes) {
    static ReferencesOffer of(Capability.References references) {
      return new ReferencesOffer(
          references.max(), references.types().stream().sorted().toList(), references.maxBytes());
    }
  }

  /** Which seeds, both ends included. */
  @RegisterForReflection
  public record SeedsOffer(long min, long max) {}

  /** Where it is from; what is neither inferred nor unknown is stated by the source. */
  @RegisterForReflection
  public record FactsOffer(
      String source, LocalDate read, Map<String, String> inferred, List<String> unknown) {
    static FactsOffer of(Provenance provenance) {
      return new FactsOffer(
          provenance.source(),
          provenance.read(),
          new TreeMap<>(provenance.inferred()),
          provenance.unknown().stream().sorted().toList());
    }
  }
}

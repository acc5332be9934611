package dev.darkroom.query;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.PriceRow;
import dev.darkroom.provider.catalogue.Provenance;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The capability table for callers: each model with its offers. */
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

  /** The models that a provider offers which is on, each with the day its facts were read. */
  public Map<String, LocalDate> offered() {
    var models = new TreeMap<String, LocalDate>();
    for (var provider : providers.all()) {
      if (provider.isOn()) {
        for (var capability : provider.capabilities()) {
          models.merge(
              capability.model().value(),
              capability.provenance().read(),
              (one, other) -> one.isBefore(other) ? one : other);
        }
      }
    }
    return models;
  }

  /**
   * What one provider offers of one model. Its parts are written without a level of their own.
   *
   * @param promptLimit characters; absent: unknown, not enforced
   */
  @RegisterForReflection
  public record Offer(
      @JsonUnwrapped SellerOffer seller,
      String media,
      List<String> operations,
      Optional<Integer> promptLimit,
      @JsonUnwrapped ShapesOffer shapes,
      @JsonUnwrapped LimitsOffer limits,
      @JsonUnwrapped FeaturesOffer features,
      PriceOffer price,
      FactsOffer facts) {
    static Offer of(ImageProvider provider, Capability capability) {
      return new Offer(
          SellerOffer.of(provider, capability.providerModel()),
          capability.media().text(),
          capability.operations().stream().map(Operation::text).sorted().toList(),
          capability.promptLimit(),
          ShapesOffer.of(capability.shapes()),
          LimitsOffer.of(capability.limits()),
          FeaturesOffer.of(capability.features()),
          PriceOffer.of(capability.price()),
          FactsOffer.of(capability.provenance()));
    }
  }

  /**
   * Who offers a model, and under which name.
   *
   * @param offReason why the provider is off; absent: it is on
   */
  @RegisterForReflection
  public record SellerOffer(
      String provider, boolean on, Optional<String> offReason, String providerModel) {
    static SellerOffer of(ImageProvider provider, String providerModel) {
      return new SellerOffer(
          provider.id().value(), provider.isOn(), provider.offReason(), providerModel);
    }
  }

  /**
   * Which shapes and sizes can be asked for.
   *
   * @param sizes what a ratio at a resolution comes to, as {@code 2K 16:9 -> 2848x1600}
   */
  @RegisterForReflection
  public record ShapesOffer(
      List<String> aspectRatios,
      List<String> resolutions,
      Map<String, String> sizes,
      Optional<PixelsOffer> pixels) {
    static ShapesOffer of(Capability.Shapes shapes) {
      return new ShapesOffer(
          shapes.ratios().stream().map(AspectRatio::value).toList(),
          shapes.resolutions().stream().map(Resolution::text).toList(),
          sizes(shapes.sizes()),
          shapes.pixels().map(PixelsOffer::of));
    }

    private static Map<String, String> sizes(List<Capability.Size> known) {
      var sizes = new LinkedHashMap<String, String>();
      for (var size : known) {
        sizes.put(size.resolution().text() + " " + size.ratio(), size.pixels().toString());
      }
      return sizes;
    }
  }

  /** How many images go in and come out. */
  @RegisterForReflection
  public record LimitsOffer(int maxCount, ReferencesOffer references, Optional<Integer> maxTotal) {
    static LimitsOffer of(Capability.Limits limits) {
      return new LimitsOffer(
          limits.maxCount(), ReferencesOffer.of(limits.references()), limits.maxTotal());
    }
  }

  /** What else can be asked for. */
  @RegisterForReflection
  public record FeaturesOffer(
      Optional<SeedsOffer> seed,
      List<String> outputFormats,
      boolean safetyChecker,
      boolean webSearch,
      boolean promptOptimization) {
    static FeaturesOffer of(Capability.Features features) {
      return new FeaturesOffer(
          features.seeds().map(range -> new SeedsOffer(range.least(), range.most())),
          features.formats().stream().map(OutputFormat::text).sorted().toList(),
          features.safetyChecker(),
          features.webSearch(),
          features.promptOptimization());
    }
  }

  /** The range of exact sizes: pixels in all, ratio of the sides, and each side. */
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

  /**
   * What an image costs.
   *
   * @param certainty {@code exact}, {@code estimate} or {@code unknown}
   * @param perImage of any size; absent: unknown
   * @param read when the source was read; absent: there is no document
   * @param estimate why it is an estimate; absent: it is none
   * @param withWebSearch why it is unknown with a web search; absent: a search changes nothing
   */
  @RegisterForReflection
  public record PriceOffer(
      String certainty,
      Optional<AmountOffer> perImage,
      String source,
      Optional<LocalDate> read,
      Optional<String> estimate,
      Optional<String> withWebSearch) {
    static PriceOffer of(PriceRow row) {
      return new PriceOffer(
          row.certainty().text(),
          row.perImage().map(cost -> new AmountOffer(cost.amount(), cost.unit())),
          row.source(),
          row.read(),
          row.estimate(),
          row.search());
    }
  }

  /** An amount in the provider's own unit. */
  @RegisterForReflection
  public record AmountOffer(BigDecimal amount, String unit) {}

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

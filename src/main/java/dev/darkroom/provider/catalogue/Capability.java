package dev.darkroom.provider.catalogue;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Media;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The capability of one model at one provider: one row of the provider's table.
 *
 * <p>Routing, adjustments and settlement read only this. A model whose operations differ at a
 * provider has a row for each.
 *
 * @param model canonical name
 * @param providerModel the provider's own name
 * @param price what it costs, as far as that is known
 * @param provenance where all this is from
 */
public record Capability(
    ModelName model,
    String providerModel,
    Set<Operation> operations,
    Media media,
    Shapes shapes,
    Limits limits,
    Features features,
    PriceRow price,
    Provenance provenance) {
  public Capability {
    operations = Set.copyOf(operations);
  }

  /** The longest prompt in characters; empty: unknown, not enforced. */
  public Optional<Integer> promptLimit() {
    return limits.promptLimit();
  }

  /** Begins a row that offers nothing but a prompt. */
  public static CapabilityBuilder row(String model, String providerModel, Operation... operations) {
    return new CapabilityBuilder(model, providerModel, operations);
  }

  /**
   * Which shapes and sizes can be asked for.
   *
   * @param ratios in the order of the source; empty: no ratio can be asked for
   * @param resolutions the provider's default first; empty: none can be asked for
   * @param sizes what a ratio at a resolution comes to, as far as it is known
   * @param pixels empty: exact pixels cannot be asked for
   */
  public record Shapes(
      List<AspectRatio> ratios,
      List<Resolution> resolutions,
      List<Size> sizes,
      Optional<PixelRange> pixels) {
    public Shapes {
      ratios = List.copyOf(ratios);
      resolutions = List.copyOf(resolutions);
      sizes = List.copyOf(sizes);
    }

    /**
     * What a ratio comes to.
     *
     * @param resolution empty: the provider's default
     * @return empty where that is not known
     */
    public Optional<Pixels> sizeOf(AspectRatio ratio, Optional<Resolution> resolution) {
      var tier = resolution.or(() -> resolutions.stream().findFirst());
      return sizes.stream()
          .filter(size -> size.ratio().equals(ratio) && tier.equals(Optional.of(size.resolution())))
          .map(Size::pixels)
          .findFirst();
    }
  }

  /**
   * How long the prompt may be, and how many images go in and come out.
   *
   * @param promptLimit characters; empty: unknown, not enforced
   * @param maxCount results per task
   * @param maxTotal references and results together; empty: no such limit is known
   */
  public record Limits(
      Optional<Integer> promptLimit,
      int maxCount,
      References references,
      Optional<Integer> maxTotal) {}

  /**
   * What else can be asked for.
   *
   * @param seeds empty: a seed cannot be asked for
   * @param formats the formats that can be asked for
   */
  public record Features(
      Optional<SeedRange> seeds,
      Set<OutputFormat> formats,
      boolean safetyChecker,
      boolean webSearch,
      boolean promptOptimization) {
    public Features {
      formats = Set.copyOf(formats);
    }
  }

  /** What a ratio at a resolution comes to. */
  public record Size(Resolution resolution, AspectRatio ratio, Pixels pixels) {}

  /**
   * Which exact sizes a model takes; every bound is inclusive.
   *
   * @param minArea pixels in all
   * @param maxArea pixels in all
   * @param maxQuotient of the longer side to the shorter
   * @param minSide pixels of the shorter side
   * @param maxSide pixels of the longer side
   */
  public record PixelRange(
      long minArea, long maxArea, double maxQuotient, int minSide, int maxSide) {
    /** Bounded by area and shape alone. */
    public static PixelRange ofArea(long minArea, long maxArea, double maxQuotient) {
      return new PixelRange(minArea, maxArea, maxQuotient, 1, Integer.MAX_VALUE);
    }

    /** Bounded by the sides alone. */
    public static PixelRange ofSides(int minSide, int maxSide) {
      return new PixelRange(
          (long) minSide * minSide,
          (long) maxSide * maxSide,
          (double) maxSide / minSide,
          minSide,
          maxSide);
    }

    /** Whether a picture of that size can be asked for. */
    public boolean takes(int width, int height) {
      long area = (long) width * height;
      int longer = Math.max(width, height);
      int shorter = Math.min(width, height);
      return area >= minArea
          && area <= maxArea
          && (double) longer / shorter <= maxQuotient
          && shorter >= minSide
          && longer <= maxSide;
    }
  }

  /** Which seeds a model takes, both ends inclusive. */
  public record SeedRange(long least, long most) {
    public static final SeedRange ANY = new SeedRange(0, Long.MAX_VALUE);

    public boolean takes(long seed) {
      return seed >= least && seed <= most;
    }
  }

  /**
   * Which reference images a model takes.
   *
   * @param max per task; empty: unknown, not enforced
   * @param types content types; empty: unknown, not enforced
   * @param maxBytes of each; empty: unknown, not enforced
   */
  public record References(Optional<Integer> max, Set<String> types, Optional<Long> maxBytes) {
    public static final References NONE =
        new References(Optional.of(0), Set.of(), Optional.empty());

    public References {
      types = Set.copyOf(types);
    }
  }
}

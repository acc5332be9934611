package dev.darkroom.provider;

import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one model can do with one provider. Routing and adjustments read only this.
 *
 * @param model canonical name
 * @param providerModel the provider's own name
 * @param promptLimit characters; empty: unknown, not enforced
 * @param ratios in the order of the source; empty: no ratio can be asked for
 * @param resolutions in ascending order; empty: none can be asked for
 * @param pixels empty: exact pixels cannot be asked for
 * @param maxCount images per task
 * @param maxReferences references per task
 * @param maxTotal references and images together
 * @param source document and date of these facts
 */
public record Capability(
    ModelName model,
    String providerModel,
    Set<Operation> operations,
    Optional<Integer> promptLimit,
    List<AspectRatio> ratios,
    List<Resolution> resolutions,
    Optional<PixelRange> pixels,
    int maxCount,
    int maxReferences,
    int maxTotal,
    boolean seed,
    Set<OutputFormat> formats,
    boolean safetyChecker,
    boolean webSearch,
    boolean promptOptimization,
    String source) {
  public Capability {
    operations = Set.copyOf(operations);
    ratios = List.copyOf(ratios);
    resolutions = List.copyOf(resolutions);
    formats = Set.copyOf(formats);
  }

  /**
   * Which exact sizes a model takes.
   *
   * @param minArea pixels in all, inclusive
   * @param maxArea pixels in all, inclusive
   * @param maxQuotient of the longer side to the shorter, inclusive
   */
  public record PixelRange(long minArea, long maxArea, double maxQuotient) {
    /** Whether a picture of that size can be asked for. */
    public boolean takes(int width, int height) {
      long area = (long) width * height;
      double quotient = Math.max(width, height) / (double) Math.min(width, height);
      return area >= minArea && area <= maxArea && quotient <= maxQuotient;
    }
  }
}

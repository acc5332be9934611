package dev.darkroom.task;

import java.util.Optional;

/** How large the image shall be: by ratio, by pixels, or left to the model. */
public sealed interface Dimensions {
  /** Left to the model. */
  record Unspecified() implements Dimensions {}

  /** A shape, and possibly a tier of resolution. */
  record Ratio(AspectRatio ratio, Optional<Resolution> resolution) implements Dimensions {
    @Override
    public String toString() {
      return ratio + resolution.map(tier -> " at " + tier.text()).orElse("");
    }
  }

  /**
   * Exact pixels.
   *
   * @param width at least 1
   * @param height at least 1
   */
  record Pixels(int width, int height) implements Dimensions {
    public Pixels {
      if (width < 1 || height < 1) {
        throw new IllegalArgumentException("width and height are at least 1 pixel");
      }
    }

    public long area() {
      return (long) width * height;
    }

    /** Width divided by height. */
    public double quotient() {
      return (double) width / height;
    }

    /**
     * Written out, as a native image puts a record's own together at each call (performance.md).
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Pixels pixels && width == pixels.width && height == pixels.height;
    }

    @Override
    public int hashCode() {
      return 31 * width + height;
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }
}

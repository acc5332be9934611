package dev.darkroom.routing;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import java.util.stream.Stream;

/**
 * A wish held against one capability.
 *
 * @param spec the nearest that can be sent
 * @param adjustments every difference between the wish and {@code picture}
 * @param obstacles what nothing can be done about
 */
record Fit(ImageSpec spec, List<Adjustment> adjustments, List<Fault> obstacles) {
  Fit {
    adjustments = List.copyOf(adjustments);
    obstacles = List.copyOf(obstacles);
  }

  /** With what else stands in the way. */
  Fit hindered(List<Fault> more) {
    return new Fit(spec, adjustments, Stream.concat(obstacles.stream(), more.stream()).toList());
  }

  boolean isPossible() {
    return obstacles.isEmpty();
  }

  boolean isLossless() {
    return isPossible() && adjustments.isEmpty();
  }
}

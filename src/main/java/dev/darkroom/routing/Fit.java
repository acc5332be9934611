package dev.darkroom.routing;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request fitted to one capability.
 *
 * @param spec the nearest that can be sent
 * @param adjustments every difference between the request and {@code spec}
 * @param obstacles what cannot be adapted
 */
record Fit(ImageSpec spec, List<Adjustment> adjustments, List<Fault> obstacles) {
  Fit {
    adjustments = List.copyOf(adjustments);
    obstacles = List.copyOf(obstacles);
  }

  /** The same fit, with further obstacles. */
  Fit withObstacles(List<Fault> more) {
    return new Fit(spec, adjustments, Stream.concat(obstacles.stream(), more.stream()).toList());
  }

  boolean isPossible() {
    return obstacles.isEmpty();
  }

  boolean isLossless() {
    return isPossible() && adjustments.isEmpty();
  }
}

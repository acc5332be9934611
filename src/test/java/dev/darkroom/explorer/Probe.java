package dev.darkroom.explorer;

import dev.darkroom.explorer.Explorer.Bound;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Explores some bounds one after the other until an invariant breaks. */
public final class Probe implements Callable<String> {
  /** What broke and where; an empty text if nothing did. */
  @Override
  public String call() {
    return Bounds.quick().stream().flatMap(bound -> broken(bound).stream()).findFirst().orElse("");
  }

  private static Optional<String> broken(Bound bound) {
    try {
      return new Explorer(bound)
          .explore()
          .broken()
          .map(List::getLast)
          .map(what -> bound.name() + ": " + what);
    } catch (RuntimeException | StackOverflowError failed) {
      return Optional.of(bound.name() + ": " + failed);
    }
  }
}

package dev.darkroom.explorer;

import dev.darkroom.explorer.Explorer.Bound;
import java.util.List;
import java.util.concurrent.Callable;

/** Explores one of the quick bounds until an invariant breaks. */
public final class Probe implements Callable<String> {
  private final Bound bound;

  /**
   * A probe.
   *
   * @param name of the bound
   */
  public Probe(String name) {
    bound =
        Bounds.quick().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no bound: " + name));
  }

  /** What broke; an empty text if nothing did. */
  @Override
  public String call() {
    try {
      return new Explorer(bound).explore().broken().map(List::getLast).orElse("");
    } catch (RuntimeException | StackOverflowError failed) {
      return failed.toString();
    }
  }
}

package dev.darkroom.routing;

import dev.darkroom.provider.ImageProvider;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;

/** Collects why providers cannot make a picture, and whether one could make an adapted one. */
final class Objections {
  private final List<Fault> faults = new ArrayList<>();
  private boolean isAdaptable;

  /** Of each provider, each field that it cannot honour. New ones may be added. */
  List<Fault> faults() {
    return faults;
  }

  /** Whether a provider objects to nothing but what adapting would change or drop. */
  boolean isAdaptable() {
    return isAdaptable;
  }

  void add(Fault fault) {
    faults.add(fault);
  }

  /** Notes what cannot be adapted. */
  void addObstacles(ImageProvider provider, Fit fit) {
    fit.obstacles().forEach(fault -> faults.add(of(provider, fault)));
  }

  /** Notes what would have to be adapted, and may not be. */
  void addLosses(ImageProvider provider, Fit fit) {
    fit.adjustments().forEach(loss -> faults.add(of(provider, fault(loss))));
    isAdaptable |= fit.isPossible() && !fit.isLossless();
  }

  private static Fault fault(Adjustment loss) {
    return new Fault(
        loss.field(),
        loss.requested()
            + " cannot be kept: "
            + loss.reason()
            + loss.sent().map(sent -> "; nearest: " + sent).orElse(""));
  }

  private static Fault of(ImageProvider provider, Fault fault) {
    return new Fault(fault.path(), provider.id() + ": " + fault.message());
  }
}

package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.List;

/** The same thing, measured again and again. */
final class Figures {
  private final List<Double> all = new ArrayList<>();

  void add(double figure) {
    all.add(figure);
  }

  double min() {
    return percentile(0);
  }

  double median() {
    return percentile(50);
  }

  double max() {
    return percentile(100);
  }

  /** The smallest figure that this share of them does not pass. */
  double percentile(int percent) {
    if (all.isEmpty()) {
      return Double.NaN;
    }
    var sorted = all.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.get(Math.max(0, rank - 1));
  }
}

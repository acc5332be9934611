package dev.darkroom.bench.cost;

import java.util.EnumMap;
import java.util.Map;

/** The inputs, some of them with another value than usual. */
record Inputs(Map<Input, Double> others) {
  static final Inputs USUAL = new Inputs(Map.of());

  double get(Input input) {
    return others.getOrDefault(input, input.value());
  }

  Inputs with(Input input, double value) {
    var next = new EnumMap<Input, Double>(Input.class);
    next.putAll(others);
    next.put(input, value);
    return new Inputs(next);
  }
}

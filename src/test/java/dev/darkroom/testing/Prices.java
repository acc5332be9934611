package dev.darkroom.testing;

import dev.darkroom.provider.catalogue.Capability;
import java.util.List;

/** What a catalogue says about prices, as a test can read it. */
public final class Prices {
  private Prices() {}

  /** Each row as {@code name: amount unit certainty source}. */
  public static List<String> texts(List<Capability> rows) {
    return rows.stream()
        .map(
            row ->
                row.providerModel()
                    + ": "
                    + row.price()
                        .perImage()
                        .map(cost -> cost.amount() + " " + cost.unit() + " ")
                        .orElse("")
                    + row.price().certainty().text()
                    + " "
                    + row.price().source())
        .toList();
  }
}

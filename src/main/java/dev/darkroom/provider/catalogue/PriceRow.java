package dev.darkroom.provider.catalogue;

import dev.darkroom.task.Cost;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Price;
import dev.darkroom.task.Price.Certainty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The price of a row of a capability table, as the provider's documents state it.
 *
 * @param perImage of one image of any size; empty: no document that was read states it
 * @param source the document, or who will tell
 * @param read when the document was read; empty: there is none
 * @param estimate why the price is an estimate; empty: the source states it for this row
 * @param search why the price is unknown with a web search; empty: a search changes nothing
 */
public record PriceRow(
    Optional<Cost> perImage,
    String source,
    Optional<LocalDate> read,
    Optional<String> estimate,
    Optional<String> search) {
  /** The price of a row that says nothing of it. */
  public static final PriceRow UNSTATED = unknown("no document that was read states a price");

  /** The options of a provider that has none. */
  private static final String NO_OPTIONS = "{}";

  public PriceRow {
    if (source.isBlank()) {
      throw new IllegalArgumentException("a price has a source");
    }
  }

  /**
   * A price that the source states for this row.
   *
   * @param read when it was read, {@code 2026-11-27}
   */
  public static PriceRow perImage(String amount, String unit, String source, String read) {
    return new PriceRow(
        Optional.of(new Cost(new BigDecimal(amount), unit)),
        source,
        Optional.of(LocalDate.parse(read)),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A price that no document states.
   *
   * @param source who will tell
   */
  public static PriceRow unknown(String source) {
    return new PriceRow(
        Optional.empty(), source, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same price, as an estimate. */
  public PriceRow estimated(String why) {
    return new PriceRow(perImage, source, read, Optional.of(why), search);
  }

  /** The same price, for requests without a web search. */
  public PriceRow unknownWithSearch(String why) {
    return new PriceRow(perImage, source, read, estimate, Optional.of(why));
  }

  /** How much it can be relied on. */
  public Certainty certainty() {
    if (perImage.isEmpty()) {
      return Certainty.UNKNOWN;
    }
    return estimate.isPresent() ? Certainty.ESTIMATE : Certainty.EXACT;
  }

  /**
   * The price of a request.
   *
   * @param spec as it would be sent
   * @param options raw extra fields for the provider, a JSON object as text
   */
  public Price of(ImageSpec spec, Optional<String> options) {
    if (perImage.isEmpty()) {
      return Price.unknown(source);
    }
    if (options.filter(raw -> !raw.equals(NO_OPTIONS)).isPresent()) {
      return Price.unknown("providerOptions are not read, and may change what is billed");
    }
    if (search.isPresent() && spec.webSearch().orElse(false)) {
      return Price.unknown(search.get());
    }
    var one = perImage.get();
    var all = new Cost(one.amount().multiply(BigDecimal.valueOf(spec.count())), one.unit());
    return new Price(certainty(), Optional.of(all), provenance());
  }

  private String provenance() {
    return source
        + read.map(day -> ", read " + day).orElse("")
        + estimate.map(why -> "; " + why).orElse("");
  }
}

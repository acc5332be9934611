package dev.darkroom.task;

import java.util.Locale;
import java.util.Optional;

/**
 * The price of a request at one provider, as far as it is known before the paid call.
 *
 * @param cost of all its images, never rounded; empty: unknown
 * @param source the document and the day that it was read, or who will tell
 */
public record Price(Certainty certainty, Optional<Cost> cost, String source) {

  /** How much a price can be relied on. */
  public enum Certainty {
    /** The provider's document states it for this very request. */
    EXACT,
    /** Taken from a document that does not say so plainly, or that is not always kept to. */
    ESTIMATE,
    /** Nobody states it. */
    UNKNOWN;

    /** As callers see it, {@code exact}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Price {
    if (cost.isEmpty() != (certainty == Certainty.UNKNOWN)) {
      throw new IllegalArgumentException("a price is known, or it has no amount");
    }
  }

  /** No price. */
  public static Price unknown(String source) {
    return new Price(Certainty.UNKNOWN, Optional.empty(), source);
  }
}

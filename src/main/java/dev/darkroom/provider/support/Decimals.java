package dev.darkroom.provider.support;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads untrusted numbers within bounds. They have at most {@value #MAX_PRECISION} digits and a
 * scale from {@value #MIN_SCALE} to {@value #MAX_SCALE}; others are unknown.
 *
 * <p>The text is bounded before anything is computed: {@code 1e999999999} and a million digits cost
 * nothing.
 */
final class Decimals {
  static final int MAX_PRECISION = 30;
  static final int MIN_SCALE = -12;
  static final int MAX_SCALE = 18;

  private static final int MAX_LENGTH = 48;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?");

  private Decimals() {}

  /** The exact number that this text writes. */
  static Optional<BigDecimal> in(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    var digits = text.strip();
    return NUMBER.matcher(digits).matches()
        ? Optional.of(new BigDecimal(digits)).filter(Decimals::isWithinBounds)
        : Optional.empty();
  }

  private static boolean isWithinBounds(BigDecimal number) {
    return number.precision() <= MAX_PRECISION
        && number.scale() >= MIN_SCALE
        && number.scale() <= MAX_SCALE;
  }
}

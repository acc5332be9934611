package dev.darkroom.aws;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** Moments as numbers that DynamoDB sorts: epoch seconds with up to nine decimals. */
final class Moment {
  private Moment() {}

  static String text(Instant moment) {
    return BigDecimal.valueOf(moment.getEpochSecond())
        .add(BigDecimal.valueOf(moment.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  static Instant parse(String text) {
    var seconds = new BigDecimal(text);
    var whole = seconds.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValueExact());
  }
}

package dev.darkroom.intake;

import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the most that a request may cost from the fields of its object. */
record CostCapReader(FieldReader cap) {
  private static final Pattern UNIT = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");

  /** The cap; empty where a fault was found. */
  Optional<CostCap> read() {
    var amount =
        cap.decimal(
            "amount",
            CostCap::isValid,
            "a number of more than 0 and at most %d, without quotes, with at most %d digits behind the point"
                .formatted(CostCap.LARGEST, CostCap.MAX_SCALE));
    var unit =
        cap.word(
            "unit",
            text -> Optional.of(text).filter(it -> UNIT.matcher(it).matches()),
            "a unit of GET /v1/models, such as \"USD\" or \"credits\"");
    var ifUnknown = cap.word("ifUnknown", CostCapReader::ifUnknown, "\"reject\" or \"allow\"");
    require("amount", "a number, such as 0.05");
    require("unit", "a unit of GET /v1/models, such as \"USD\" or \"credits\"");
    cap.refuseUnknown();
    return amount.flatMap(
        most -> unit.map(its -> new CostCap(new Cost(most, its), ifUnknown.orElse(false))));
  }

  private void require(String field, String what) {
    if (!cap.has(field)) {
      cap.fault(field, "is missing: " + what);
    }
  }

  private static Optional<Boolean> ifUnknown(String text) {
    return switch (text) {
      case "reject" -> Optional.of(false);
      case "allow" -> Optional.of(true);
      default -> Optional.empty();
    };
  }
}

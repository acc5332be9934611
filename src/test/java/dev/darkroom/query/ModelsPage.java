package dev.darkroom.query;

import static java.util.stream.Collectors.joining;

import dev.darkroom.query.Models.Offer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The capability tables as a page: {@code src/docs/models.md}. */
final class ModelsPage {
  private static final String HEAD =
      """
      # Models

      Who makes what, and what can be asked for there: the capability tables, as `GET /v1/models` shows them. Written by `ModelsPageTest`
      from the tables themselves (`./mvnw test -Dtest=ModelsPageTest -Ddocs=write`); a test keeps it fresh.

      What is neither inferred nor unknown is stated by the row's source. *Inferred* is not stated there and taken from elsewhere; it is used as
      if it were stated. *Unknown* is stated nowhere and not enforced: the provider has the last word.

      Where nothing else decides, providers are asked in their order of release, the longest known first, and those of one release by the alphabet:
      a new provider takes no route from a former one. An event that names a `provider` or `fallback`, and `DARKROOM_ROUTING_ORDER`, come before that.

      The price is that of one image of any size, in the unit of the provider; *about* marks an estimate. `POST /v1/quotes` names the price of an
      event, and `maxCost` [holds a submit to it](event.md#prices). No price is a promise: what was reserved and billed is in the record.
      """;

  private ModelsPage() {}

  static String of(Map<String, List<Offer>> models) {
    var page = new StringBuilder(HEAD);
    models.forEach(
        (model, offers) -> {
          page.append("\n## `").append(model).append("`\n\n");
          page.append(
              "| provider | its name | makes | shapes and sizes | results, references | also | price |\n");
          page.append("|---|---|---|---|---|---|---|\n");
          offers.forEach(offer -> page.append(row(offer)));
          page.append('\n');
          offers.forEach(offer -> page.append(facts(offer)));
        });
    return page.toString();
  }

  private static String row(Offer offer) {
    return "| "
        + String.join(
            " | ",
            offer.seller().provider(),
            "`" + offer.seller().providerModel() + "`",
            String.join(", ", offer.operations()) + (offer.media().equals("video") ? " video" : ""),
            shapes(offer),
            counts(offer),
            extras(offer),
            price(offer))
        + " |\n";
  }

  private static String shapes(Offer offer) {
    var parts = new ArrayList<String>();
    if (!offer.shapes().aspectRatios().isEmpty()) {
      parts.add(String.join(" ", offer.shapes().aspectRatios()));
    }
    if (!offer.shapes().resolutions().isEmpty()) {
      parts.add(String.join(" ", offer.shapes().resolutions()));
    }
    offer
        .shapes()
        .pixels()
        .ifPresent(
            range ->
                parts.add(
                    range
                            .maxSide()
                            .map(most -> "each side " + range.minSide() + "–" + most + " px")
                            .orElse(range.minPixels() + "–" + range.maxPixels() + " px in all")
                        + ", at most "
                        + BigDecimal.valueOf(range.maxRatio())
                            .setScale(2, RoundingMode.FLOOR)
                            .stripTrailingZeros()
                            .toPlainString()
                        + " : 1"));
    return parts.isEmpty() ? "–" : String.join("; ", parts);
  }

  private static String counts(Offer offer) {
    var references =
        offer.operations().contains("edit")
            ? offer.limits().references().max().map(most -> "≤ " + most).orElse("some")
                + " references"
            : "no references";
    return offer.limits().maxCount()
        + (offer.limits().maxCount() == 1 ? " result, " : " results, ")
        + references
        + offer.limits().maxTotal().map(most -> ", together ≤ " + most).orElse("");
  }

  private static String extras(Offer offer) {
    var parts = new ArrayList<String>();
    offer.promptLimit().ifPresent(most -> parts.add("prompt ≤ " + most));
    offer.features().seed().ifPresent(seeds -> parts.add("seed"));
    if (!offer.features().outputFormats().isEmpty()) {
      parts.add(String.join("/", offer.features().outputFormats()));
    }
    flag(offer.features().safetyChecker(), "safetyChecker").ifPresent(parts::add);
    flag(offer.features().webSearch(), "webSearch").ifPresent(parts::add);
    flag(offer.features().promptOptimization(), "promptOptimization").ifPresent(parts::add);
    return parts.isEmpty() ? "–" : String.join(", ", parts);
  }

  private static String price(Offer offer) {
    var about = offer.price().certainty().equals("estimate") ? "about " : "";
    return offer
        .price()
        .perImage()
        .map(one -> about + one.amount().toPlainString() + " " + one.unit())
        .orElse("unknown");
  }

  private static String priceFact(Offer offer) {
    var price = offer.price();
    return " Price: "
        + price.source()
        + price.read().map(day -> ", read " + day).orElse("")
        + price.estimate().map(why -> "; an estimate: " + why).orElse("")
        + price.withWebSearch().map(why -> "; unknown with webSearch: " + why).orElse("")
        + ".";
  }

  private static Optional<String> flag(boolean isThere, String name) {
    return isThere ? Optional.of(name) : Optional.empty();
  }

  private static String facts(Offer offer) {
    var facts = offer.facts();
    var text =
        new StringBuilder(
            "- `" + offer.seller().providerModel() + "` at " + offer.seller().provider() + ": ");
    text.append(facts.source()).append(", read ").append(facts.read()).append('.');
    if (!facts.inferred().isEmpty()) {
      text.append(" Inferred: ")
          .append(
              facts.inferred().entrySet().stream()
                  .map(one -> one.getKey() + " (" + one.getValue() + ")")
                  .collect(joining("; ")))
          .append('.');
    }
    if (!facts.unknown().isEmpty()) {
      text.append(" Unknown: ").append(String.join(", ", facts.unknown())).append('.');
    }
    return text.append(priceFact(offer)).append('\n').toString();
  }
}

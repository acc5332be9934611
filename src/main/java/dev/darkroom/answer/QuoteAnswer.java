package dev.darkroom.answer;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.darkroom.answer.SubmitAnswer.AdjustmentAnswer;
import dev.darkroom.task.Cost;
import dev.darkroom.task.ModelName;
import dev.darkroom.task.Price;
import dev.darkroom.task.Quote;
import dev.darkroom.task.Refusal.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a submit would send, to whom and at what price.
 *
 * @param first the provider that would be asked
 * @param fallbacks who would be asked next, in order, each only if the former is known not to have
 *     accepted
 * @param excluded why the other providers would not be asked
 */
public record QuoteAnswer(
    String model,
    @JsonUnwrapped ProviderQuoteAnswer first,
    List<ProviderQuoteAnswer> fallbacks,
    List<Fault> excluded) {

  /**
   * An answer.
   *
   * @param quotes in order of preference, at least one
   */
  public static QuoteAnswer of(ModelName model, List<Quote> quotes, List<Fault> excluded) {
    var answers = quotes.stream().map(ProviderQuoteAnswer::of).toList();
    return new QuoteAnswer(
        model.value(), answers.getFirst(), answers.subList(1, answers.size()), excluded);
  }

  /** What one provider would be sent, and at what price. */
  public record ProviderQuoteAnswer(
      String provider,
      String providerModel,
      List<AdjustmentAnswer> adjustments,
      PriceAnswer price) {
    static ProviderQuoteAnswer of(Quote quote) {
      return new ProviderQuoteAnswer(
          quote.provider().value(),
          quote.providerModel(),
          AdjustmentAnswer.all(quote.adjustments()),
          PriceAnswer.of(quote.price()));
    }
  }

  /**
   * The price of all images.
   *
   * @param amount absent: unknown
   * @param unit the provider's own; absent: unknown
   * @param certainty {@code exact}, {@code estimate} or {@code unknown}
   */
  public record PriceAnswer(
      Optional<BigDecimal> amount, Optional<String> unit, String certainty, String source) {
    static PriceAnswer of(Price price) {
      return new PriceAnswer(
          price.cost().map(Cost::amount),
          price.cost().map(Cost::unit),
          price.certainty().text(),
          price.source());
    }
  }
}

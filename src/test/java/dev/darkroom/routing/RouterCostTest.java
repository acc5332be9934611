package dev.darkroom.routing;

import static dev.darkroom.testing.Examples.ACME;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.PriceRow;
import dev.darkroom.submission.SubmissionResult;
import dev.darkroom.submission.SubmissionResult.NotAccepted;
import dev.darkroom.submission.SubmissionResult.Repeated;
import dev.darkroom.task.Cost;
import dev.darkroom.task.CostCap;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.GenerationRequest.OnLoss;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.Operation;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.testing.Chain;
import dev.darkroom.testing.Examples;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dearer than its cap is refused before the claim. */
class RouterCostTest extends RouterFixture {
  private static final PriceRow FOUR_CENTS = price("0.04");
  private static final PriceRow SEVEN_CENTS = price("0.07");

  @ParameterizedTest
  @ValueSource(strings = {"0.04", "0.040", "4e-2", "0.05", "1000000000"})
  void aPriceThatEqualsTheCapIsAllowed(String cap) {
    acme.can(priced(FOUR_CENTS));

    assertThat(started(submit(Chain.with(acme), FOX, capped(cap, "USD"))).provider())
        .contains(ACME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.039999999999999999", "0.000000000000000001", "0.03"})
  void whatIsDearerIsRefusedWithPriceCapAndSource(String cap) {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);

    var problem = refused(submit(chain, FOX, capped(cap, "USD")));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("too_expensive");
    assertThat(problem.errors())
        .containsExactly(
            new Fault(
                "maxCost",
                "acme: costs 0.04 USD, which is more than "
                    + cap
                    + " USD (acme.example/prices, read 2026-11-27)"));
    assertThat(problem.detail()).contains("Nothing was spent", "Raise maxCost");
    assertThat(chain.submitCount()).isZero();
    assertThat(chain.tasks()).isEmpty();
  }

  @Test
  void theIdOfARefusedRequestIsFree() {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);
    refused(submit(chain, FOX, capped("0.03", "USD")));

    assertThat(started(submit(chain, FOX, capped("0.04", "USD"))).provider()).contains(ACME);
  }

  @Test
  void everyImageThatIsSentCounts() {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);

    var problem = refused(submit(chain, FOX.withCount(3), capped("0.11", "USD")));

    assertThat(problem.detail()).contains("acme: costs 0.12 USD");
    started(submit(chain, FOX.withCount(3), capped("0.12", "USD")));
  }

  @Test
  void thePriceIsThatOfTheAdjustedCount() {
    acme.can(
        Examples.row("their-pair", Operation.values())
            .count(2)
            .price(FOUR_CENTS)
            .from("made for tests", "2026-11-20"));
    var preference = new Preference(Optional.empty(), List.of(), OnLoss.ADAPT, Map.of());

    var task =
        started(
            submit(Chain.with(acme), FOX.withCount(9), preference.withMaxCost(cap("0.08", "USD"))));

    assertThat(task.terms().adjustments()).extracting("field").containsExactly("count");
    assertThat(acme.submits().getFirst().spec().count()).isEqualTo(2);
  }

  @Test
  void aDearerFallbackIsNotAsked() {
    acme.can(priced(FOUR_CENTS)).willAnswer(refusal(ErrorCode.QUOTA_EXHAUSTED));
    bolt.can(priced(SEVEN_CENTS));
    var preference = fallingBack(ACME, BOLT).withMaxCost(cap("0.05", "USD"));

    var result = submit(Chain.with(acme, bolt), FOX, preference);

    assertThat(result).isInstanceOf(NotAccepted.class);
    assertThat(bolt.submitCount()).isZero();
  }

  @Test
  void aFallbackWithinTheCapTakesThePlaceOfADearProvider() {
    acme.can(priced(SEVEN_CENTS));
    bolt.can(priced(FOUR_CENTS));
    var preference = fallingBack(ACME, BOLT).withMaxCost(cap("0.05", "USD"));

    assertThat(started(submit(Chain.with(acme, bolt), FOX, preference)).provider()).contains(BOLT);
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void aRoutedRequestGoesToWhoeverIsWithinTheCap() {
    acme.can(priced(SEVEN_CENTS));
    bolt.can(priced(FOUR_CENTS));

    var result = submit(Chain.with(acme, bolt), FOX, capped("0.05", "USD"));

    assertThat(started(result).provider()).contains(BOLT);
  }

  @Test
  void anUnknownPriceIsRefusedAndSaysWhoKnows() {
    acme.can(priced(PriceRow.unknown("the provider's answer to a submit")));

    var problem = refused(submit(Chain.with(acme), FOX, capped("100", "USD")));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("price_unknown");
    assertThat(problem.errors())
        .containsExactly(
            new Fault(
                "maxCost", "acme: its price is not known (the provider's answer to a submit)"));
    assertThat(problem.detail()).contains("maxCost.ifUnknown");
    assertThat(acme.submitCount()).isZero();
  }

  @Test
  void anUnknownPriceIsAllowedByWhoSaysSo() {
    acme.can(priced(PriceRow.UNSTATED));
    var preference = Preference.NONE.withMaxCost(new CostCap(usd("0.01"), true));

    started(submit(Chain.with(acme), FOX, preference));
  }

  @Test
  void whoAllowsAnUnknownPriceAllowsNoDearOne() {
    acme.can(priced(FOUR_CENTS));
    bolt.can(priced(PriceRow.UNSTATED));
    var preference = Preference.NONE.withMaxCost(new CostCap(usd("0.01"), true));

    var task = started(submit(Chain.with(acme, bolt), FOX, preference));

    assertThat(task.provider()).contains(BOLT);
  }

  @Test
  void aPriceInAnotherUnitCannotBeCompared() {
    acme.can(priced(FOUR_CENTS));

    var problem = refused(submit(Chain.with(acme), FOX, capped("5", "credits")));

    assertThat(problem.code()).isEqualTo("price_unknown");
    assertThat(problem.detail())
        .contains("acme: costs 0.04 USD, which cannot be compared with 5 credits");
  }

  @Test
  void anEstimateIsComparedAndCalledOne() {
    acme.can(priced(FOUR_CENTS.estimated("accounts differ")));

    var problem = refused(submit(Chain.with(acme), FOX, capped("0.03", "USD")));

    assertThat(problem.detail()).contains("acme: costs about 0.04 USD", "accounts differ");
  }

  @Test
  void rawOptionsMakeThePriceUnknown() {
    acme.can(priced(FOUR_CENTS));
    var preference =
        new Preference(
            Optional.empty(), List.of(), OnLoss.REJECT, Map.of(ACME, "{\"max_images\":6}"));

    var problem = refused(submit(Chain.with(acme), FOX, preference.withMaxCost(cap("1", "USD"))));

    assertThat(problem.code()).isEqualTo("price_unknown");
    assertThat(problem.detail()).contains("providerOptions");
  }

  /** Two faults at once: one provider is too dear, the price of the other is unknown. */
  @Test
  void aDearAndAnUnknownProviderAreBothNamed() {
    acme.can(priced(FOUR_CENTS));
    bolt.can(priced(PriceRow.UNSTATED));

    var problem = refused(submit(Chain.with(acme, bolt), FOX, capped("0.01", "USD")));

    assertThat(problem.code()).isEqualTo("too_expensive");
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("maxCost", "maxCost");
    assertThat(problem.errors().getLast().message()).startsWith("bolt: its price is not known");
  }

  /** Two faults at once: the provider cannot keep the seed, and is too dear. */
  @Test
  void whatNobodyCanKeepIsNoQuestionOfMoney() {
    acme.can(seedless());

    var problem = refused(submit(Chain.with(acme), SEEDED, capped("0.01", "USD")));

    assertThat(problem.code()).isEqualTo("not_honourable");
  }

  /** With {@code ifUnknown: allow} a misspelt unit would be no cap at all. */
  @ParameterizedTest
  @ValueSource(strings = {"usd", "Usd", "US", "UDS"})
  void aMisspeltUnitIsAMistakeAndNoCapThatNobodyKeeps(String unit) {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);
    var cap = new CostCap(new Cost(new BigDecimal("0.01"), unit), /* allowsUnknown= */ true);

    var problem = refused(submit(chain, FOX, Preference.NONE.withMaxCost(cap)));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors())
        .containsExactly(
            new Fault("maxCost.unit", "is not known: " + unit + "; did you mean USD?"));
    assertThat(chain.submitCount()).isZero();
  }

  /** It may be that of a provider whose price no document states. */
  @Test
  void anotherUnitThatIsNearNoneIsAPriceThatCannotBeCompared() {
    acme.can(priced(FOUR_CENTS));

    var problem = refused(submit(Chain.with(acme), FOX, capped("0.05", "EUR")));

    assertThat(problem.code()).isEqualTo("price_unknown");
  }

  @Test
  void aKnownRequestIsAnsweredWhateverItsPriceIsByNow() {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);
    started(submit(chain, FOX, capped("0.05", "USD")));
    acme.can(priced(SEVEN_CENTS));

    assertThat(submit(chain, FOX, capped("0.05", "USD"))).isInstanceOf(Repeated.class);
    assertThat(submit(chain, FOX, capped("0.0500", "USD"))).isInstanceOf(Repeated.class);
    assertThat(chain.submitCount()).isEqualTo(1);
  }

  @Test
  void theSameIdWithAnotherCapIsAnotherRequest() {
    acme.can(priced(FOUR_CENTS));
    var chain = Chain.with(acme);
    started(submit(chain, FOX, capped("0.05", "USD")));

    for (SubmissionResult other :
        List.of(
            submit(chain, FOX, capped("0.06", "USD")),
            submit(chain, FOX, capped("0.01", "USD")),
            submit(chain, FOX, Preference.NONE))) {
      assertThat(refused(other).code()).isEqualTo("idempotency_mismatch");
    }
    assertThat(chain.submitCount()).isEqualTo(1);
  }

  private static Capability priced(PriceRow price) {
    return Examples.row("their-seedream", Operation.values())
        .price(price)
        .from("made for tests", "2026-11-20");
  }

  private static PriceRow price(String amount) {
    return PriceRow.perImage(amount, "USD", "acme.example/prices", "2026-11-27");
  }

  private static Preference capped(String amount, String unit) {
    return Preference.NONE.withMaxCost(cap(amount, unit));
  }

  private static CostCap cap(String amount, String unit) {
    return new CostCap(new Cost(new BigDecimal(amount), unit), /* allowsUnknown= */ false);
  }

  private static Cost usd(String amount) {
    return new Cost(new BigDecimal(amount), "USD");
  }
}

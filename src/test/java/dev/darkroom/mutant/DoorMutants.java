package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what is believed of providers and of those who call. */
final class DoorMutants {
  private DoorMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "provider/support/NotTaken.java",
            "return isStatusListed && isEachCodeListed ? deciding(answered, codes) : Optional.empty();",
            "return isStatusListed ? deciding(answered, codes) : Optional.empty();",
            "an unlisted code of the paid call counts as not taken",
            test("provider.support.CodeListTest#aListedCodeBesideAnUnlistedOneProvesNothing")),
        new Mutant(
            "provider/support/NotTaken.java",
            "return isStatusListed && isEachCodeListed ? deciding(answered, codes) : Optional.empty();",
            "return isEachCodeListed ? deciding(answered, codes) : Optional.empty();",
            "an unlisted status of the paid call counts as not taken",
            test("provider.evolink.EvolinkNotTakenTest#everythingElseIsInDoubt")),
        new Mutant(
            "provider/support/NotTaken.java",
            "if (fields.namesATask() || (answered.isSuccess() && codes.isEmpty())) {",
            "if (answered.isSuccess() && codes.isEmpty()) {",
            "a refusal that names a task counts as not taken",
            test("provider.evolink.EvolinkNotTakenTest#aRefusalThatMayNameATaskIsInDoubt")),
        new Mutant(
            "provider/support/NotTaken.java",
            ".filter(shape.isOurs())",
            "",
            "a page of a proxy counts as not taken",
            test(
                "provider.evolink.EvolinkNotTakenTest#anAnswerThatIsNotInTheProvidersOwnShapeIsInDoubt")),
        new Mutant(
            "callback/CallbackToken.java",
            ".filter(key -> isEqual(mac(provider, task, key), parts[2]))",
            "",
            "a forged token is taken",
            test("callback.CallbackTokenTest#aTokenOfAnotherTaskIsForged")),
        new Mutant(
            "callback/CallbackReceiver.java",
            "case FORGED -> warned(task, provider, \"forged\", Answer.REJECTED, watch);",
            "case FORGED -> queued(task.get(), provider.get(), request, watch);",
            "a forged signature is taken",
            test(
                "callback.CallbackReceiverTest#aProviderThatSignsIsBelievedByItsSignatureAsWell")));
  }
}

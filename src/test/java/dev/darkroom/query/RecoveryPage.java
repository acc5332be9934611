package dev.darkroom.query;

import dev.darkroom.provider.ImageProvider;
import dev.darkroom.provider.Recovery.Fact;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What becomes of a paid call whose answer is lost, by provider: {@code src/docs/recovery.md}. */
final class RecoveryPage {
  private static final String HEAD =
      """
      # Recovery

      What each provider offers to learn, undo or settle a paid call, and what Darkroom does with a *doubt*: a paid call that may have been taken, and
      whose answer is lost. Written by `RecoveryPageTest` from the facts that `GET /v1/models` shows under `providers`
      (`./mvnw test -Dtest=RecoveryPageTest -Ddocs=write`); a test keeps it fresh.

      A fact is *stated* by the provider's documents. It is *inferred* from the provider's own client, or from a sibling's documents. It is *unknown*
      if nothing says so: then it counts as not offered.
      """;
  private static final String RULES =
      """

      ## How a doubt heals

      1. **A callback** heals a doubt at every provider that calls back. An open hint of a callback goes before everything else.
      2. **One repeat,** about 30 s after the doubt, where the provider knows idempotency keys. It has the key and the bytes of the first call. Darkroom
         makes it only if a [canary](#the-canary) has seen that this very account honours keys, and only with the key of the account that the first call
         was made for. The record is marked before the call leaves. Only a call that provably did not leave may be sent again. Any answer but the task
         leaves the call in doubt. How long a key is remembered is unknown, so no repeat is made later than 10 minutes after the doubt.
      3. **The provider's list of tasks,** from 5 minutes after the doubt or the repeat (`DARKROOM_PROVIDER_EVOLINK_LIST_MARGIN`). If it shows no task like it
         since the claim, nothing was taken: the task fails with `provider_unavailable`, nothing was spent, and the id can be used again. A task of
         the same model, or of an unknown one, is alike, unless it belongs to another task of Darkroom. **A likeness proves nothing and is never attached.**
         A list proves nothing either if it ends before an older task, is out of order, has no date, has a task of the future, or cannot be read.
      4. **The deadline:** failed with `submission_in_doubt`, provisional. From then on only a callback or an operator helps.

      A claim that was found abandoned has neither a body to repeat nor a known account, as the key may have been changed meanwhile. Neither way is open to
      it: a callback or an operator heals it.

      A doubt that its requester cancelled is neither repeated nor looked up in the list: a repeat could make the image that nobody wants. A callback or
      an operator still ends it.

      ## The canary

      `POST /v1/providers/{provider}/canary` submits the cheapest image twice with one key. It demands one task, and an answer that says that it is a
      replay. **It costs one image; two, where keys are ignored.** The record holds for one key of the account: run it again after each change of the key.
      A second `POST` costs again: after a lost answer look with `GET`, which shows the record. Without a record, or after one that says no, nothing is
      ever repeated.

      ## What can go wrong with money

      | if | then |
      |---|---|
      | the account ignores keys, and the canary says so | never repeated: paid once; in doubt until the deadline |
      | the account begins to ignore keys after the canary | The next repeat is a second paid task: paid twice. If the answer is no replay, and the list shows another task like it or cannot be read, the trust is withdrawn: the record says so, and a warning names the task. Nothing is repeated after that |
      | the same, and the list is behind: it does not show the repeat's task either | the trust is withdrawn: what such a list lacks proves nothing |
      | the first call never arrived, and the repeat is taken | paid once. The answer is no replay, and the list shows the repeat's task and nothing else like it: the trust stays. If it does not show that task yet, the trust is withdrawn although keys are honoured: run the canary again |
      | the first call never arrived, and another caller made a task like it | paid once, and the trust is withdrawn although keys are honoured: run the canary again |
      | the list lags longer than its margin | the id is freed although the call was taken: a new submit pays again. Set the margin to what the provider needs |
      | the answer to the repeat is lost, or the process dies after the mark | never repeated again; the list or an operator decides |
      """;

  private RecoveryPage() {}

  static String of(List<ImageProvider> providers) {
    var page = new StringBuilder(HEAD);
    providers.forEach(provider -> page.append(section(provider)));
    return page.append(RULES).toString();
  }

  private static String section(ImageProvider provider) {
    var facts = provider.profile().recovery().byName();
    var text = new StringBuilder("\n## `" + provider.id() + "`\n\n");
    text.append("| | says | evidence |\n|---|---|---|\n");
    facts.forEach((name, fact) -> text.append(row(name, fact)));
    text.append("\n**A doubt here:** ").append(doubt(provider)).append('\n');
    text.append("\n**An operator** ").append(operator(provider)).append('\n');
    text.append("\nSources: ").append(sources(facts)).append(".\n");
    return text.toString();
  }

  private static String row(String name, Fact fact) {
    return "| `%s` | %s | %s |\n"
        .formatted(name, fact.says(), fact.evidence().name().toLowerCase(Locale.ROOT));
  }

  private static String sources(Map<String, Fact> facts) {
    return String.join(
        "; ",
        facts.values().stream()
            .map(fact -> fact.source() + ", read " + fact.read())
            .distinct()
            .toList());
  }

  private static String doubt(ImageProvider provider) {
    if (provider.recovery().isPresent()) {
      return "a callback heals it; or one repeat with its key; or the list shows that nothing was"
          + " taken ([how](#how-a-doubt-heals)).";
    }
    return provider.callsBack()
        ? "only a callback heals it. There is neither a key nor a list. At the deadline the task fails"
            + " (`submission_in_doubt`, provisional)."
        : "nothing heals it. There is neither a key, nor a list, nor a callback. At the deadline the"
            + " task fails (`submission_in_doubt`, provisional).";
  }

  private static String operator(ImageProvider provider) {
    var decides =
        "[attaches](control.md#resolution) its id. Darkroom refuses what cannot be it; whether it is the"
            + " right one, only the prompt or the picture shows. If nothing is there, the operator"
            + " abandons the task, and submits it under a new id.";
    return provider.recovery().isPresent()
        ? "runs the [canary](#the-canary) once for each key. What stays in doubt is looked up in the"
            + " account's list of tasks, by model and time; the operator "
            + decides
        : "looks into the provider's console, by model and time: no API lists tasks. If the task is"
            + " there, the operator "
            + decides;
  }
}

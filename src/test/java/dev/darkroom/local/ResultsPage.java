package dev.darkroom.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of results. */
final class ResultsPage {
  private static final String HEAD =
      """
      # Results

      What came of every offer and of every fault in local mode, through the HTTP routes and against the simulator. Written by
      `EveryProviderTest` (`./mvnw test -Dtest=EveryProviderTest -Ddocs=write`), which fails when anything comes to something else than is
      promised, when anything is paid for twice, or when what is delivered does not open with the recorded SHA-256. The tables of ordinary
      trouble are played, and written here, with `-Dfaults=all`. What comes of odd events is in [odd-events.md](odd-events.md).
      """;
  private static final String READING =
      """

      In the tables of faults a prompt asks for `@fault:<name>` ([what each does](local-mode.md#faults)). *Paid* counts the calls that were taken;
      *late* is what came after the requester had been told of a provisional failure. Deadlines are ten minutes; where nothing else would happen,
      time is moved on, until the links are dead. A [canary](recovery.md#the-canary) has seen before that the account at EvoLink honours
      idempotency keys.

      Fifty of `no-answer-lost` at once at EvoLink (`HealedDoubtTest`): 50 of 50 succeeded within two minutes, each paid once. Where the canary saw
      that keys are ignored: never repeated, paid once, failed with `submission_in_doubt`. Where a gateway begins to ignore keys after a good canary: one
      task is paid twice, the trust is withdrawn, and the next one is paid once.

      The package of npm (`NpmPackageTest`, [how](clients.md)): a picture, the same id again, an answer lost on its way, a busy provider, `wait` for a generation of somebody else, a timeout and an abort resumed
      by another process: each has its picture, each paid 1. A refusal names its field, a failure its code.

      Generated clients (`GeneratedClientsTest`, [how](clients.md)): one event each, sent twice, with EvoLink simulated.

      | client | picture |
      |---|---|
      | openapi-generator 7.25.0, `typescript-fetch` | image/jpeg; paid 1 |
      | openapi-typescript 7.13.0 with openapi-fetch 0.17.0 | image/jpeg; paid 1 |
      | openapi-generator 7.25.0, `java` with `native` | image/jpeg; paid 1 |

      OpenAI's own clients, unchanged but for their base address (`OfficialOpenAiClientTest`, [how](openai.md)):

      | client | models, a picture, an edit of a PNG, errors by class | beside |
      |---|---|---|
      | `openai` 7.59.0 of npm | as its types promise; the picture paid 1 | `b64_json`, a pending one read later, no retry without a key, one with a key |
      | `openai` 3.22.1 of PyPI | as its types promise | – |

      The providers' own clients of npm, unchanged, against the simulator (`OfficialProviderClientsTest`):

      | client | what it did |
      |---|---|
      | `@evolinkai/evolink-media` 1.2.1, an MCP server | a picture, asked about until it was there; no credits |
      | `@fal-ai/client` 1.10.1 | a picture with its progress, a cancel, a refusal, a bad field, a queue that is full |
      """;

  private final StringBuilder page = new StringBuilder(HEAD);
  private final List<String> providers;

  ResultsPage(List<String> providers) {
    this.providers = List.copyOf(providers);
  }

  String text() {
    return page.toString();
  }

  void offers(Map<String, Map<String, String>> offers) {
    section("Offers", "A wish of which nothing but the prompt (and a reference) is said.");
    table("model, operation", offers);
    page.append(READING);
  }

  void faults(FaultTable table, Map<String, Map<String, String>> rows) {
    section(table.title(), table.promise());
    table("fault", rows);
  }

  private void section(String title, String text) {
    page.append("\n## ").append(title).append("\n\n").append(text).append("\n\n");
  }

  private void table(String first, Map<String, Map<String, String>> rows) {
    page.append("| ").append(first).append(" | ");
    page.append(String.join(" | ", providers)).append(" |\n");
    page.append("|---".repeat(providers.size() + 1)).append("|\n");
    rows.forEach(
        (name, cells) -> {
          var line = new ArrayList<String>(List.of(name));
          providers.forEach(provider -> line.add(cells.getOrDefault(provider, "–")));
          page.append("| ").append(String.join(" | ", line)).append(" |\n");
        });
  }
}

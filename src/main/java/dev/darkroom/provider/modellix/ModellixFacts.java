package dev.darkroom.provider.modellix;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.Recovery.Reading;

/** What Modellix offers about a paid call, as data. */
final class ModellixFacts {
  private static final Reading PAGES =
      new Reading("docs.modellix.ai, and its clients modellix-cli and dsh-modellix", "2026-11-26");
  private static final Reading CLI =
      new Reading("Modellix's own client modellix-cli @1e2b84e, README", "2026-11-20");

  static final Recovery RECOVERY =
      new Recovery(
          PAGES.unknown("No idempotency key is documented."),
          PAGES.unknown("No list of tasks is documented."),
          CLI.stated("A task cannot be cancelled."),
          CLI.inferred("`GET /api/v1/team/balance` answers with the team's balance."),
          CLI.stated("There are no callbacks."),
          PAGES.unknown("Nothing is documented about failed tasks."));

  private ModellixFacts() {}
}

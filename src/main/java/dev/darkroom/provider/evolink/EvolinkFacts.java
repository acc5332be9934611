package dev.darkroom.provider.evolink;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.Recovery.Reading;

/** What EvoLink offers about a paid call, as data. */
final class EvolinkFacts {
  private static final Reading CLIENT =
      new Reading(
          "EvoLink's own client EvoLinkAI/evolink-mcp @48a8fe9a, api-client.ts; in no document",
          "2026-11-26");
  private static final Reading PAGES =
      new Reading(
          "EvoLink, OpenAPI document 'Seedream 5.0 Lite Image Generation', and its pages",
          "2026-11-20");

  static final Recovery RECOVERY =
      new Recovery(
          CLIENT.inferred(
              "A create takes `Idempotency-Key`. A repeat answers with the first task and"
                  + " `Idempotency-Replayed: true`, without a new charge. How long a key is"
                  + " remembered is unknown."),
          CLIENT.inferred(
              "`GET /v1/tasks` lists the account's tasks, the newest first, without prompts and"
                  + " links."),
          CLIENT.unknown("No way to cancel is documented. Its client knows a state `cancelled`."),
          PAGES.stated("`GET /v1/credits` answers with the credits that are left."),
          PAGES.unknown("No signature of callbacks is documented."),
          CLIENT.inferred("Failed tasks are refunded. `usage.cost` names what a task cost."));

  private EvolinkFacts() {}
}

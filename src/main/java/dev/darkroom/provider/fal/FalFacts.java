package dev.darkroom.provider.fal;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.Recovery.Reading;

/** What fal offers about a paid call, as data. */
final class FalFacts {
  private static final Reading QUEUE =
      new Reading("docs.fal.ai/model-apis/model-endpoints/queue", "2026-11-26");
  private static final Reading CANCEL =
      new Reading("fal.ai/docs/inference-api/queue/cancel", "2026-11-27");
  private static final Reading WEBHOOKS =
      new Reading("docs.fal.ai/model-apis/model-endpoints/webhooks", "2026-11-20");
  private static final Reading RELIABILITY =
      new Reading("docs.fal.ai/model-apis/model-endpoints/reliability", "2026-11-26");

  static final Recovery RECOVERY =
      new Recovery(
          QUEUE.unknown("No idempotency key is documented."),
          QUEUE.unknown("No list of requests is documented."),
          CANCEL.stated(
              "`PUT …/cancel` takes a waiting request out of the queue. A running one gets a signal,"
                  + " and its model decides what to do."),
          QUEUE.unknown("No way to read the balance is documented."),
          WEBHOOKS.stated("Callbacks are signed with Ed25519, over the body and the time."),
          RELIABILITY.stated("Server errors are not billed."));

  private FalFacts() {}
}

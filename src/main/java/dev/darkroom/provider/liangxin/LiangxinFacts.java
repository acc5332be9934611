package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.Recovery.Reading;

/** What LiangXin offers about a paid call, as data: nothing that is known. */
final class LiangxinFacts {
  private static final Reading PAGES = new Reading("docs.liangxin.ai, every page", "2026-11-26");

  static final Recovery RECOVERY =
      new Recovery(
          PAGES.unknown("No idempotency key is documented."),
          PAGES.unknown("No list of tasks is documented."),
          PAGES.unknown("No way to cancel is documented."),
          PAGES.unknown("No way to read the balance is documented."),
          PAGES.unknown("No signature of callbacks is documented."),
          PAGES.unknown("Nothing is documented about failed tasks."));

  private LiangxinFacts() {}
}

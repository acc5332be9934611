package dev.darkroom.provider.liangxin;

import dev.darkroom.provider.Recovery;
import dev.darkroom.provider.Recovery.Reading;

/** What LiangXin offers about a paid call, as data: nothing that is known. */
final class LiangxinFacts {
  private static final Reading PAGES = new Reading("docs.liangxin.ai, every page", "2026-11-26");

  static final Recovery RECOVERY =
      new Recovery(
          PAGES.unknown("A create takes no idempotency key."),
          PAGES.unknown("Tasks cannot be listed."),
          PAGES.unknown("A task cannot be cancelled."),
          PAGES.unknown("The balance cannot be read."),
          PAGES.unknown("Callbacks are not signed."),
          PAGES.unknown("Whether a failed task is billed is not said."));

  private LiangxinFacts() {}
}

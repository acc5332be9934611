package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;

/** The peak memory of fresh processes, by how much they carry. */
final class Memory {
  private static final int[] IMAGES = {1, 4, 15};
  private static final int[] MEGABYTES = {1, 10, 20};
  private static final int REPEATED = 5;

  /** The most that any model takes. */
  private static final int REFERENCES = 14;

  private Memory() {}

  static void run(Bench bench) throws Exception {
    try (var site = Site.start(bench)) {
      var table = Table.of("peak memory, MB", "after one", "after " + REPEATED + " in one process");
      submit(site, 0, table);
      submit(site, REFERENCES, table);
      try (var submit = site.function(Handler.SUBMIT)) {
        for (int images : IMAGES) {
          for (int megabytes : MEGABYTES) {
            site.provider().gives(images, Picture.ofMegabytes(megabytes));
            settle(site, submit, images, megabytes, table);
          }
        }
      }
    }
  }

  private static void submit(Site site, int references, Table table) throws Exception {
    try (var submit = site.function(Handler.SUBMIT)) {
      var id = "memory-" + references + "-";
      Site.submit(submit, id + 0, references);
      double first = submit.peakMegabytes();
      for (int number = 1; number < REPEATED; number++) {
        Site.submit(submit, id + number, references);
      }
      table.row("submit, " + references + " references", first, submit.peakMegabytes());
    }
  }

  private static void settle(Site site, Lambda submit, int images, int megabytes, Table table)
      throws Exception {
    try (var settle = site.function(Handler.SETTLE)) {
      var id = "memory-%d-%d-".formatted(images, megabytes);
      site.settle(settle, Site.submit(submit, id + 0, 0), images);
      double first = settle.peakMegabytes();
      for (int number = 1; number < REPEATED; number++) {
        site.settle(settle, Site.submit(submit, id + number, 0), images);
      }
      table.row("settle, %d × %d MB".formatted(images, megabytes), first, settle.peakMegabytes());
    }
  }
}

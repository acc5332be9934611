package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;
import java.util.List;

/**
 * Whether results of every size come into the bucket, with the memory and the share of a processor
 * that the function has where it is deployed, and within the time that an invocation has there.
 */
final class Settling {
  /** More would say nothing new. */
  private static final int MOST_INVOCATIONS = 3;

  private static final List<Load> LOADS =
      List.of(
          new Load("1 × 1.5 MB", 1, Picture.ofMegabytes(1.5)),
          new Load("1 × 10 MB", 1, Picture.ofMegabytes(10)),
          new Load("15 × 1.5 MB", 15, Picture.ofMegabytes(1.5)),
          new Load("15 × 20 MB", 15, Picture.ofMegabytes(20)),
          new Load("15 × 50 MB", 15, Picture.ofMegabytes(50)),
          new Load("1 video of 250 MiB", 1, Picture.filmOfMebibytes(250)));

  private Settling() {}

  private record Load(String name, int count, Picture each) {}

  static void run(Bench bench) throws Exception {
    if (!ProcessorShare.isHere()) {
      System.out.println(ProcessorShare.NOT_HERE);
      return;
    }
    var share = "settle at %.3f core, first invocation of a process";
    var table =
        Table.of(
            share.formatted(ProcessorShare.of(Handler.SETTLE.memory())),
            "stored by the first invocation",
            "s",
            "CPU, s",
            "invocations until all were",
            "peak MB");
    for (var contender : Contenders.working(bench)) {
      for (var load : LOADS) {
        row(bench, contender, load, table);
      }
    }
  }

  private static void row(Bench bench, Contender contender, Load load, Table table)
      throws Exception {
    try (var site = Site.start(bench);
        var submit = site.function(Handler.SUBMIT, contender.command(Handler.SUBMIT));
        var settle = site.deployed(Handler.SETTLE, contender.command(Handler.SETTLE))) {
      site.provider().gives(load.count(), load.each());
      var task =
          Site.submit(submit, "settling-%d-%d".formatted(load.count(), load.each().length()), 0);
      settle.millisToFirstNext();
      var before = settle.cpu();
      var first = settle.invoke(Events.settle(task));
      var cpu = settle.cpu().minus(before);
      int stored = site.aws().objects();
      int invocations = 1;
      while (site.aws().objects() < load.count() && invocations < MOST_INVOCATIONS) {
        settle.invoke(Events.settle(task));
        invocations++;
      }
      table.row(
          contender.name() + ": " + load.name(),
          stored + " of " + load.count(),
          first.millis() / 1000,
          cpu.toMillis() / 1000.0,
          site.aws().objects() < load.count() ? "not in " + invocations : invocations,
          settle.peakMegabytes());
    }
  }
}

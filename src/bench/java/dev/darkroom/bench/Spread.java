package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;
import java.time.Duration;

/** Whether fifteen images take as long as one, where the other side is what takes the time. */
final class Spread {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final int IMAGES = 15;
  private static final int RUNS = 3;

  private Spread() {}

  static void run(Bench bench) throws Exception {
    try (var site = Site.start(bench);
        var submit = site.function(Handler.SUBMIT);
        var settle = site.function(Handler.SETTLE)) {
      var runner = new Runner(site, submit, settle);
      var table = Table.of("settle, ms", "1 image (median)", "15 images (median)", "max", "ratio");
      runner.compare("1 MB each", Picture.ofMegabytes(1).paced(PACE), table);
      runner.compare("10 MB each", Picture.ofMegabytes(10).paced(PACE), table);
      runner.compare(
          "10 MB each, length not said",
          Picture.ofMegabytes(10).paced(PACE).withoutLength(),
          table);
    }
  }

  private record Runner(Site site, Lambda submit, Lambda settle) {

    void compare(String name, Picture picture, Table table) throws Exception {
      var one = time(name, 1, picture);
      var many = time(name, IMAGES, picture);
      table.row(
          name,
          one.median(),
          many.median(),
          many.max(),
          "%.2f".formatted(many.median() / one.median()));
    }

    private Figures time(String name, int images, Picture picture) throws Exception {
      var figures = new Figures();
      site.provider().gives(images, picture);
      for (int run = 0; run < RUNS; run++) {
        var id = "spread-%s-%d-%d".formatted(name.replace(' ', '-'), images, run);
        site.settle(settle, Site.submit(submit, id, 0), images)
            .ifPresent(answer -> figures.add(answer.millis()));
      }
      return figures;
    }
  }
}

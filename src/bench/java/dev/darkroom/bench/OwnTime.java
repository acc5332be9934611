package dev.darkroom.bench;

import dev.darkroom.bench.Lambda.Answer;
import dev.darkroom.bench.Site.Handler;
import java.util.ArrayList;
import java.util.Optional;

/** What a warm submit and a warm settle take beside waiting for others, and whom they call. */
final class OwnTime {
  private static final int WARM_UP = 200;
  private static final int MANY = 1000;
  private static final int FEW = 100;

  private OwnTime() {}

  static void run(Bench bench) throws Exception {
    try (var site = Site.start(bench);
        var submit = site.function(Handler.SUBMIT);
        var settle = site.function(Handler.SETTLE)) {
      var tasks = new ArrayList<String>();
      var submitted = new Warm(site.calls(), submit);
      submitted.repeat(
          WARM_UP,
          MANY,
          number -> {
            var answer = submit.invoke(Events.submit("own-" + number, 0));
            tasks.add(Site.taskIn(answer));
            return Optional.of(answer);
          });
      var settled = new Warm(site.calls(), settle);
      settled.repeat(WARM_UP, MANY, number -> site.settle(settle, tasks.get(number), 1));
      var larger = new Warm(site.calls(), settle);
      site.provider().gives(1, Picture.ofMegabytes(10));
      larger.repeat(0, FEW, number -> again(site, submit, settle, number));

      var table = Warm.table();
      submitted.print("submit", table);
      settled.print("settle, 1 image of 1 MB", table);
      larger.print("settle, 1 image of 10 MB", table);
      submitted.printCalls("submit");
      settled.printCalls("settle");
    }
  }

  private static Optional<Answer> again(Site site, Lambda submit, Lambda settle, int number)
      throws Exception {
    return site.settle(settle, Site.submit(submit, "own-larger-" + number, 0), 1);
  }
}

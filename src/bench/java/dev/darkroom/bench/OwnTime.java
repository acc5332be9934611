package dev.darkroom.bench;

import dev.darkroom.bench.Lambda.Answer;
import dev.darkroom.bench.Site.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a warm submit and a warm settle take beside waiting for others, and whom they call: with
 * whole processors, and with the share that the functions have where they are deployed.
 */
final class OwnTime {
  private static final Rounds WHOLE = new Rounds(2000, 200, 1000, 100);
  private static final Rounds DEPLOYED = new Rounds(20, 20, 100, 10);

  /** As large as the model of costs takes an image for, in MB. */
  private static final double USUAL = 1.5;

  private static final double LARGE = 10;

  private OwnTime() {}

  /**
   * How often.
   *
   * @param submits before those that count: so many, as the counterparts are compiled meanwhile
   * @param settles before those that count
   * @param few of more than one usual image
   */
  private record Rounds(int submits, int settles, int many, int few) {}

  static void run(Bench bench) throws Exception {
    var contenders = Contenders.working(bench);
    var table = Warm.table();
    var ours = new ArrayList<Measured>();
    for (var contender : contenders) {
      ours.add(measure(bench, contender, false, WHOLE, table));
    }
    if (ProcessorShare.isHere()) {
      for (var contender : contenders) {
        measure(bench, contender, true, DEPLOYED, table);
      }
    } else {
      System.err.println(ProcessorShare.NOT_HERE);
    }
    ours.getFirst().submit().printCalls("submit");
    ours.getFirst().settle().printCalls("settle");
  }

  private record Measured(Warm submit, Warm settle) {}

  private static Measured measure(
      Bench bench, Contender contender, boolean isDeployed, Rounds rounds, Table table)
      throws Exception {
    try (var site = Site.start(bench);
        var submit = start(site, Handler.SUBMIT, contender, isDeployed);
        var settle = start(site, Handler.SETTLE, contender, isDeployed)) {
      var tasks = new ArrayList<String>();
      var submitted = new Warm(site.calls(), submit);
      submitted.repeat(rounds.submits(), rounds.many(), number -> submit(submit, number, tasks));
      submitted.print(contender.name() + ": submit" + share(Handler.SUBMIT, isDeployed), table);
      var name = contender.name() + ": settle" + share(Handler.SETTLE, isDeployed);
      var settled = new Warm(site.calls(), settle);
      site.provider().gives(1, Picture.ofMegabytes(USUAL));
      settled.repeat(
          rounds.settles(), rounds.many(), number -> site.settle(settle, tasks.get(number), 1));
      settled.print(name + ", 1.5 MB", table);
      others(site, submit, settle, rounds, 4, USUAL).print(name + ", 4 × 1.5 MB", table);
      others(site, submit, settle, rounds, 1, LARGE).print(name + ", 10 MB", table);
      return new Measured(submitted, settled);
    }
  }

  /** Fewer of them, each with a submit of its own that is not counted. */
  private static Warm others(
      Site site, Lambda submit, Lambda settle, Rounds rounds, int images, double megabytes)
      throws Exception {
    var warm = new Warm(site.calls(), settle);
    site.provider().gives(images, Picture.ofMegabytes(megabytes));
    warm.repeat(
        0,
        rounds.few(),
        number -> {
          var id = "own-%d-%.0f-%d".formatted(images, megabytes, number);
          return site.settle(settle, Site.submit(submit, id, 0), images);
        });
    return warm;
  }

  private static Lambda start(Site site, Handler handler, Contender contender, boolean isDeployed)
      throws Exception {
    var command = contender.command(handler);
    return !isDeployed ? site.function(handler, command) : site.deployed(handler, command);
  }

  private static String share(Handler handler, boolean isDeployed) {
    return isDeployed ? " at %.3f core".formatted(ProcessorShare.of(handler.memory())) : "";
  }

  private static Optional<Answer> submit(Lambda submit, int number, List<String> tasks)
      throws Exception {
    var answer = submit.invoke(Events.submit("own-" + number, 0));
    tasks.add(Site.taskIn(answer));
    return Optional.of(answer);
  }
}

package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** How fast the sweep gets through a hundred thousand tasks that are due. */
final class Sweeping {
  private static final int TASKS = 100_000;

  /** About what a call within a region takes. */
  private static final long DELAY_MILLIS = 5;

  private static final int SCHEDULE_SECONDS = 60;

  private static final int MOST_SWEEPS = 20;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private Sweeping() {}

  static void run(Bench bench) throws Exception {
    var table =
        Table.of(
            "100,000 due tasks, a sweep a minute",
            "queued by the first",
            "sweeps until all were",
            "s after the schedule's first",
            "CPU, s",
            "peak MB",
            "calls");
    sweep(bench, "all cores", Site::function, table);
    if (ProcessorShare.isHere()) {
      var share = "%.3f core".formatted(ProcessorShare.of(Handler.SWEEP.memory()));
      sweep(bench, share, Site::deployed, table);
    } else {
      System.err.println(ProcessorShare.NOT_HERE);
    }
  }

  /** With which part of the machine the function is started. */
  @FunctionalInterface
  private interface Start {
    Lambda of(Site site, Handler handler, Command command) throws IOException;
  }

  private static void sweep(Bench bench, String name, Start start, Table table) throws Exception {
    var command = Command.natively(bench, Handler.SWEEP.memory());
    try (var site = Site.start(bench);
        var sweep = start.of(site, Handler.SWEEP, command)) {
      fill(site.aws().table());
      site.aws().delay(DELAY_MILLIS);
      sweep.millisToFirstNext();
      var before = sweep.cpu();
      int first = 0;
      int all = 0;
      int sweeps = 0;
      double last = 0;
      while (all < TASKS && sweeps < MOST_SWEEPS) {
        var answer = sweep.invoke(Events.SCHEDULE);
        int queued = Integer.parseInt(Json.text(Json.read(answer.body()), "queued"));
        first = sweeps == 0 ? queued : first;
        last = answer.millis() / 1000;
        all += queued;
        sweeps++;
      }
      table.row(
          name,
          first,
          all < TASKS ? "not in " + sweeps : sweeps,
          (sweeps - 1) * SCHEDULE_SECONDS + last,
          sweep.cpu().minus(before).toMillis() / 1000.0,
          sweep.peakMegabytes(),
          counted(site.calls().take()));
    }
  }

  private static void fill(TableFake table) {
    var random = new Random(4711);
    long hourAgo = Instant.now().getEpochSecond() - 3600;
    for (int number = 0; number < TASKS; number++) {
      var task =
          random
              .ints(26, 0, ALPHABET.length())
              .mapToObj(index -> ALPHABET.substring(index, index + 1))
              .collect(Collectors.joining());
      table.open(task, BigDecimal.valueOf(hourAgo + random.nextInt(3000)));
    }
  }

  private static String counted(List<Call> calls) {
    return calls.stream()
        .filter(call -> !call.isHandshake())
        .collect(Collectors.groupingBy(Call::kind, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}

package dev.darkroom.bench;

import dev.darkroom.bench.Site.Handler;
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

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

  private Sweeping() {}

  static void run(Bench bench) throws Exception {
    var table =
        Table.of("one sweep", "queued", "s", "sweeps for " + TASKS, "peak MB", "calls it made");
    sweep(bench, "every call answered at once", 0, table);
    sweep(bench, "every call takes " + DELAY_MILLIS + " ms", DELAY_MILLIS, table);
  }

  private static void sweep(Bench bench, String name, long delay, Table table) throws Exception {
    try (var site = Site.start(bench);
        var sweep = site.function(Handler.SWEEP)) {
      fill(site.aws().table());
      site.aws().delay(delay);
      sweep.millisToFirstNext();
      var answer = sweep.invoke(Events.SCHEDULE);
      int queued = Integer.parseInt(Json.text(Json.read(answer.body()), "queued"));
      table.row(
          name,
          queued,
          answer.millis() / 1000,
          Math.ceilDiv(TASKS, Math.max(1, queued)),
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
        .collect(Collectors.groupingBy(Call::kind, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}

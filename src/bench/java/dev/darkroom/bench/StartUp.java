package dev.darkroom.bench;

import dev.darkroom.bench.Contender.Role;
import dev.darkroom.bench.Site.Handler;
import java.util.List;

/** From the start of a process to its first {@code invocation/next}, side by side with others. */
final class StartUp {
  private static final int ROUNDS = 20;

  private StartUp() {}

  static void run(Bench bench) throws Exception {
    var runs = Contenders.of(bench).stream().map(StartUp::of).toList();
    try (var site = Site.start(bench)) {
      for (int round = -1; round < ROUNDS; round++) { // the first warms caches and is not counted
        for (var run : runs) {
          run.once(site, round);
        }
      }
    }
    print(runs);
  }

  private static Run of(Contender contender) {
    return new Run(contender, new Figures(), new Figures(), new Figures());
  }

  private static void print(List<Run> runs) {
    var table =
        Table.of(
            "process start to",
            "first next, ms (median)",
            "min",
            "max",
            "÷ Node.js, bundled",
            "first answer, ms (median)",
            "peak MB");
    double node =
        runs.stream()
            .filter(run -> run.contender().role() == Role.YARDSTICK)
            .mapToDouble(run -> run.next().median())
            .findFirst()
            .orElse(Double.NaN);
    for (var run : runs) {
      run.print(table, node);
    }
  }

  private record Run(Contender contender, Figures next, Figures answered, Figures peak) {

    void once(Site site, int round) throws Exception {
      if (contender.start().isEmpty()) {
        return;
      }
      try (var process = site.function(Handler.SUBMIT, contender.command(Handler.SUBMIT))) {
        double ready = process.millisToFirstNext();
        var id = "start-%s-%d".formatted(contender.name().replace(' ', '-'), round);
        var answer = process.invoke(Events.submit(id, 0));
        Site.taskIn(answer);
        if (round >= 0) {
          next.add(ready);
          answered.add(process.millisTo(answer));
          peak.add(process.peakMegabytes());
        }
      }
    }

    void print(Table table, double node) {
      if (contender.start().isEmpty()) {
        table.row(contender.name(), "not here");
        return;
      }
      table.row(
          contender.name(),
          next.median(),
          next.min(),
          next.max(),
          Double.isNaN(node) ? "" : "%.2f".formatted(next.median() / node),
          answered.median(),
          peak.median());
    }
  }
}

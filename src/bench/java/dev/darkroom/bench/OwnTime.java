package dev.darkroom.bench;

import dev.darkroom.bench.Lambda.Answer;
import dev.darkroom.bench.Site.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a warm submit and a warm settle take beside waiting for others, and whom they call. */
final class OwnTime {
  private static final int WARM_UP = 200;
  private static final int MEASURED = 1000;

  private OwnTime() {}

  /** One thing to be done with task number so and so; nothing if that did not work. */
  @FunctionalInterface
  private interface Work {
    Optional<Answer> on(int number) throws Exception;
  }

  static void run(Bench bench) throws Exception {
    try (var site = Site.start(bench);
        var submit = site.function(Handler.SUBMIT);
        var settle = site.function(Handler.SETTLE)) {
      var tasks = new ArrayList<String>();
      var submitted =
          Measured.of(
              site.calls(),
              submit,
              number -> {
                var answer = submit.invoke(Events.submit("own-" + number, 0));
                tasks.add(Site.taskIn(answer));
                return Optional.of(answer);
              });
      var settled =
          Measured.of(site.calls(), settle, number -> site.settle(settle, tasks.get(number), 1));
      var table =
          Table.of(
              "warm, ms",
              "own p50",
              "own p99",
              "own max",
              "waiting p50",
              "whole p50",
              "whole p99",
              "CPU",
              "peak MB",
              "failed");
      submitted.print("submit", table);
      settled.print("settle, 1 image of 1 MB", table);
      submitted.printCalls("submit");
      settled.printCalls("settle");
    }
  }

  /** A thousand invocations. */
  private record Measured(
      Figures own,
      Figures waiting,
      Figures whole,
      double cpu,
      double peak,
      int failures,
      List<Call> last) {

    static Measured of(Calls calls, Lambda function, Work work) throws Exception {
      for (int number = 0; number < WARM_UP; number++) {
        work.on(number);
      }
      var own = new Figures();
      var waiting = new Figures();
      var whole = new Figures();
      List<Call> last = List.of();
      int failures = 0;
      calls.take();
      var cpu = function.cpu();
      for (int number = WARM_UP; number < WARM_UP + MEASURED; number++) {
        var answered = work.on(number);
        var made = calls.take();
        if (answered.isEmpty()) {
          failures++;
          continue;
        }
        var answer = answered.get();
        if (!last.isEmpty() && !kinds(last).equals(kinds(made))) {
          throw new IllegalStateException("other calls than before: " + kinds(made));
        }
        last = made;
        double waited = Call.waited(made, answer.from(), answer.to()) / 1e6;
        own.add(answer.millis() - waited);
        waiting.add(waited);
        whole.add(answer.millis());
      }
      double each = function.cpu().minus(cpu).toNanos() / 1e6 / MEASURED;
      return new Measured(own, waiting, whole, each, function.peakMegabytes(), failures, last);
    }

    private static List<String> kinds(List<Call> calls) {
      return calls.stream().map(Call::kind).sorted().toList();
    }

    void print(String name, Table table) {
      table.row(
          name,
          own.median(),
          own.percentile(99),
          own.max(),
          waiting.median(),
          whole.median(),
          whole.percentile(99),
          cpu,
          peak,
          failures);
    }

    void printCalls(String name) {
      System.out.println();
      var table =
          Table.of("calls of one " + name, "item, bytes", "read units", "write units", "ms");
      for (var call : last) {
        var item = call.item();
        table.row(call.kind(), item.bytes(), item.readUnits(), item.writeUnits(), call.millis());
      }
      table.row(
          "together",
          "",
          last.stream().mapToDouble(call -> call.item().readUnits()).sum(),
          last.stream().mapToLong(call -> call.item().writeUnits()).sum());
    }
  }
}

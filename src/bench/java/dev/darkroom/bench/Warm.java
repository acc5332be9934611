package dev.darkroom.bench;

import dev.darkroom.bench.Lambda.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Many invocations of one warm process. */
final class Warm {
  private final Calls calls;
  private final Lambda function;
  private final Figures own = new Figures();
  private final Figures waiting = new Figures();
  private final Figures whole = new Figures();
  private double cpuMillis;
  private int failures;
  private List<Call> last = List.of();

  Warm(Calls calls, Lambda function) {
    this.calls = calls;
    this.function = function;
  }

  /** One thing to be done with task number so and so; nothing if that did not work. */
  @FunctionalInterface
  interface Work {
    Optional<Answer> on(int number) throws Exception;
  }

  void repeat(int warmUp, int measured, Work work) throws Exception {
    for (int number = 0; number < warmUp; number++) {
      work.on(number);
    }
    calls.take();
    var before = function.cpu();
    for (int number = warmUp; number < warmUp + measured; number++) {
      var answer = work.on(number);
      var made = calls.take();
      answer.ifPresentOrElse(it -> add(it, made), () -> failures++);
    }
    cpuMillis = function.cpu().minus(before).toNanos() / 1e6 / measured;
  }

  private void add(Answer answer, List<Call> made) {
    var all = made.stream().filter(call -> call.start() >= answer.from()).toList();
    var its = all.stream().filter(call -> !call.isHandshake()).toList();
    if (!last.isEmpty() && !kinds(last).equals(kinds(its))) {
      throw new IllegalStateException("other calls than before: " + kinds(its));
    }
    last = its;
    double waited = Call.waited(all, answer.from(), answer.to()) / 1e6;
    own.add(answer.millis() - waited);
    waiting.add(waited);
    whole.add(answer.millis());
  }

  private static List<String> kinds(List<Call> calls) {
    return calls.stream().map(Call::kind).sorted().toList();
  }

  static Table table() {
    return Table.of(
        "warm, ms",
        "own p50",
        "own p99",
        "own max",
        "waiting p50",
        "whole p50",
        "whole p99",
        "CPU each",
        "peak MB",
        "failed");
  }

  void print(String name, Table table) throws IOException {
    table.row(
        name,
        own.median(),
        own.percentile(99),
        own.max(),
        waiting.median(),
        whole.median(),
        whole.percentile(99),
        cpuMillis,
        function.peakMegabytes(),
        failures);
  }

  /** What the last of them called, in order. */
  void printCalls(String name) {
    System.out.println();
    var table = Table.of("calls of one " + name, "item, bytes", "read units", "write units", "ms");
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

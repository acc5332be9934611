package dev.darkroom.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One process of a function, and the Lambda Runtime API that it talks to. */
final class Lambda implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;
  private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final Fake api;
  private final Path log;
  private final long start;
  private final Process process;
  private final Optional<ProcessorShare> share;
  private volatile long handedOut;
  private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();

  private Lambda(Command command, Map<String, String> environment, Optional<ProcessorShare> share)
      throws IOException {
    this.share = share;
    log = Files.createTempFile("bench-", ".log");
    api = Fake.start(new Calls(), this::serve);
    var words = share.map(group -> group.start(command.words())).orElse(command.words());
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + api.port());
    start = System.nanoTime();
    process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // by Ctrl-C, too
  }

  /** One invocation, in {@link System#nanoTime}: the event left, the answer was read. */
  record Answer(String body, long from, long to) {
    double millis() {
      return (to - from) / 1e6;
    }
  }

  static Lambda start(
      Command command, Map<String, String> environment, Optional<ProcessorShare> share)
      throws IOException {
    return new Lambda(command, environment, share);
  }

  /** From the start of the process to its first {@code invocation/next}. */
  double millisToFirstNext() throws Exception {
    return (await(ready) - start) / 1e6;
  }

  /** From the start of the process to this answer. */
  double millisTo(Answer end) {
    return (end.to() - start) / 1e6;
  }

  /** Has it called once. */
  Answer invoke(String event) throws Exception {
    answer = new CompletableFuture<>();
    waiting.add(event);
    return await(answer);
  }

  /** User and system time of the process so far. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** The most memory that it ever had, in MB: VmHWM. */
  double peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }

  private Reply serve(Request request) throws InterruptedException {
    if (request.path().equals(INVOCATION + "next")) {
      ready.complete(System.nanoTime());
      return next(waiting.take());
    }
    var came = new Answer(request.body(), handedOut, System.nanoTime());
    if (request.path().endsWith("/response")) {
      answer.complete(came);
    } else {
      answer.completeExceptionally(new IllegalStateException("it failed: " + request.body()));
    }
    return Reply.empty("runtime", 202, Map.of());
  }

  private Reply next(String event) {
    var headers =
        Map.of(
            "Content-Type", "application/json",
            "Lambda-Runtime-Aws-Request-Id", "00000000-0000-4000-8000-000000000001",
            "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-central-1:123456789012:function:darkroom",
            "Lambda-Runtime-Trace-Id", "Root=1-6740a1b2-0123456789abcdef01234567;Sampled=0",
            "Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 120_000));
    var reply = Reply.json("runtime", event);
    handedOut = System.nanoTime();
    return new Reply(reply.kind(), reply.item(), 200, headers, reply.content());
  }

  private <T> T await(CompletableFuture<T> future) throws Exception {
    CompletableFuture.anyOf(future, process.onExit()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!future.isDone()) {
      throw new IllegalStateException("the process ended: " + lastWords());
    }
    return future.get();
  }

  /** What it wrote last. */
  List<String> lastWords() throws IOException {
    var lines = Files.readAllLines(log);
    return lines.subList(Math.max(0, lines.size() - 10), lines.size());
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor();
    share.ifPresent(ProcessorShare::close);
    api.close();
    Files.deleteIfExists(log);
  }
}

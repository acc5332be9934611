package dev.darkroom.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;

/**
 * Starts the binary of a {@code function.zip} as Lambda does, again and again, and measures from
 * the start of the process to its first {@code invocation/next}, and its peak memory (VmHWM) after
 * one invocation ({@code GET /v1/models}).
 *
 * <p>{@code java src/bench/java/dev/darkroom/bench/ColdStart.java target/function.zip 20}
 */
public final class ColdStart {
  private static final String EVENT =
      "{\"version\":\"2.0\",\"rawPath\":\"/v1/models\",\"headers\":{},\"requestContext\":{\"stage\":"
          + "\"$default\",\"http\":{\"method\":\"GET\",\"path\":\"/v1/models\"}}}";

  private ColdStart() {}

  /** One run's figures. */
  private record Run(double millis, double peakMegabytes) {}

  public static void main(String[] arguments) throws Exception {
    var zip = Path.of(arguments.length > 0 ? arguments[0] : "target/function.zip");
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
    var bootstrap = unzip(zip);
    run(bootstrap); // the first one warms the disk cache and is not counted
    var results = new ArrayList<Run>();
    for (int count = 0; count < runs; count++) {
      results.add(run(bootstrap));
    }
    print("zip, MB", List.of(Files.size(zip) / 1e6));
    print("binary, MB", List.of(Files.size(bootstrap) / 1e6));
    print("start to first next, ms", results.stream().map(Run::millis).toList());
    print("peak memory, MB", results.stream().map(Run::peakMegabytes).toList());
  }

  private static Run run(Path bootstrap) throws Exception {
    var first = new CompletableFuture<Long>();
    var answered = new CompletableFuture<Void>();
    var server = runtimeApi(first, answered);
    try {
      long start = System.nanoTime();
      var process = start(bootstrap, server.getAddress().getPort());
      long ready = first.get(30, TimeUnit.SECONDS);
      answered.get(30, TimeUnit.SECONDS);
      double peak = peakMegabytes(process.pid());
      process.destroyForcibly().waitFor();
      return new Run((ready - start) / 1e6, peak);
    } finally {
      server.stop(0);
    }
  }

  private static Process start(Path bootstrap, int port) throws IOException {
    var builder = new ProcessBuilder(bootstrap.toString());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + port,
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "bench",
                "AWS_SECRET_ACCESS_KEY", "bench",
                "QUARKUS_LAMBDA_HANDLER", "query",
                "DARKROOM_TABLE", "bench",
                "DARKROOM_BUCKET", "bench"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static HttpServer runtimeApi(
      CompletableFuture<Long> first, CompletableFuture<Void> answered) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              var thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    server.createContext(
        "/",
        exchange -> {
          if (exchange.getRequestURI().getPath().endsWith("/next")) {
            if (first.complete(System.nanoTime())) {
              next(exchange);
            } // else: no further event comes, as in a frozen environment
          } else {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
            answered.complete(null);
          }
        });
    server.start();
    return server;
  }

  private static void next(HttpExchange exchange) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.add("Content-Type", "application/json");
    headers.add("Lambda-Runtime-Aws-Request-Id", "bench-1");
    headers.add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:x:0:function:bench");
    headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
    var body = EVENT.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static double peakMegabytes(long process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow();
  }

  private static Path unzip(Path zip) throws IOException {
    var bootstrap = Files.createTempDirectory("cold-start").resolve("bootstrap");
    try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().equals("bootstrap")) {
          Files.copy(entries, bootstrap);
        }
      }
    }
    if (!bootstrap.toFile().setExecutable(true)) {
      throw new UncheckedIOException(new IOException("no bootstrap in " + zip));
    }
    bootstrap.toFile().deleteOnExit();
    return bootstrap;
  }

  private static void print(String what, List<Double> figures) {
    var sorted = new ArrayList<>(figures);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-26s min %7.1f   median %7.1f   max %7.1f%n",
        what,
        sorted.get(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1));
  }
}

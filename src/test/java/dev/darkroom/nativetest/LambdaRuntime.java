package dev.darkroom.nativetest;

import dev.darkroom.nativetest.RuntimeApi.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One function of the binary, started as Lambda would start it. */
final class LambdaRuntime implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int LAST_LINES = 10;

  private final RuntimeApi api;
  private final Process process;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Thread reader;

  private LambdaRuntime(RuntimeApi api, Process process) {
    this.api = api;
    this.process = process;
    this.reader = Thread.ofVirtual().start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
  }

  /**
   * Starts it.
   *
   * @param environment all the variables that the process sees beside Lambda's own
   * @param arguments of the process; Lambda gives none
   */
  static LambdaRuntime start(Map<String, String> environment, List<String> arguments) {
    return start(environment, arguments, Optional.empty());
  }

  /** Starts it with a share of a processor; empty: with all that this machine has. */
  static LambdaRuntime start(
      Map<String, String> environment, List<String> arguments, Optional<ProcessorShare> share) {
    var api = RuntimeApi.start();
    var command = new ArrayList<String>();
    share.ifPresent(it -> command.addAll(it.entering()));
    command.addAll(FunctionZip.command(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(FunctionZip.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(lambdaVariables(api));
    builder.environment().putAll(environment);
    try {
      return new LambdaRuntime(api, builder.start());
    } catch (IOException notStarted) {
      api.close();
      throw new UncheckedIOException(notStarted);
    }
  }

  /** What the function returns for this event. */
  String invoke(String event) {
    return returned(api.invoke(event));
  }

  /** What the function returns for this event in an invocation with this request id. */
  String invoke(String event, String requestId) {
    return returned(api.invoke(event, requestId));
  }

  /** Whether it ends before it answers this event. */
  boolean diesOn(String event) {
    var answer = api.invoke(event);
    try {
      CompletableFuture.anyOf(answer, process.onExit()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException none) {
      throw new AssertionError("the function gave no answer\n" + text(), none);
    }
    return !answer.isDone();
  }

  /** Ends the process without a warning: SIGKILL. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String returned(CompletableFuture<Answer> answer) {
    return switch (outcome(answer)) {
      case Answer.Returned(var body) -> body;
      case Answer.Failed(var body) ->
          throw new AssertionError("the function failed: " + body + "\n" + text());
    };
  }

  /** What the function says when it fails on this event. */
  String fail(String event) {
    return switch (outcome(api.invoke(event))) {
      case Answer.Failed(var body) -> body;
      case Answer.Returned(var body) ->
          throw new AssertionError("the function should have failed, and returned " + body);
    };
  }

  /** The memory of the process that no file backs, in MB: what Lambda cannot take back. */
  long megabytesOfItsOwn() {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      var line = lines.filter(one -> one.startsWith("RssAnon:")).findFirst().orElseThrow();
      return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Waits until the process ends by itself. */
  int exitCode() {
    try {
      int code = process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS).exitValue();
      reader.join();
      return code;
    } catch (InterruptedException | ExecutionException | TimeoutException still) {
      throw new AssertionError("the process did not end\n" + text(), still);
    }
  }

  /** Every line that the process wrote; complete once it has ended. */
  List<String> output() {
    return List.copyOf(output);
  }

  /** Ends the process as Lambda does, and waits for its last words. */
  @Override
  public void close() {
    process.toHandle().destroy(); // Process.destroy would close its output as well
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      reader.join();
    } catch (InterruptedException stopped) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } finally {
      api.close();
    }
  }

  private Answer outcome(CompletableFuture<Answer> answer) {
    var first = CompletableFuture.anyOf(answer, process.onExit());
    try {
      first.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException none) {
      throw new AssertionError("the function gave no answer\n" + text(), none);
    }
    if (!answer.isDone()) {
      throw new AssertionError("the process ended\n" + text());
    }
    return answer.join();
  }

  private void read(BufferedReader lines) {
    lines.lines().forEach(output::add);
  }

  private String text() {
    var last = output.subList(Math.max(0, output.size() - LAST_LINES), output.size());
    return String.join("\n", last);
  }

  private static Map<String, String> lambdaVariables(RuntimeApi api) {
    return Map.ofEntries(
        Map.entry("AWS_LAMBDA_RUNTIME_API", api.address()),
        Map.entry("AWS_LAMBDA_FUNCTION_NAME", "darkroom"),
        Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
        Map.entry("AWS_REGION", "eu-central-1"),
        Map.entry("AWS_DEFAULT_REGION", "eu-central-1"),
        Map.entry("LAMBDA_TASK_ROOT", FunctionZip.folder().toString()),
        Map.entry("_HANDLER", "bootstrap"),
        Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
        Map.entry("LANG", "en_US.UTF-8"),
        Map.entry("TZ", ":UTC"));
  }
}

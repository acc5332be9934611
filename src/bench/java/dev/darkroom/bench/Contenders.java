package dev.darkroom.bench;

import dev.darkroom.bench.Contender.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Who is measured beside the binary. Node.js and Python have a handler that does the same job:
 * claim, key, paid call, reference; with clients of the same services, made at start-up.
 */
final class Contenders {
  /** What a Java function of 512 MB is started with, by AWS's runtime: C1 alone, serial GC. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:MaxRAM=512m",
          "-XX:MaxRAMPercentage=85",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto");

  private final Path work;
  private final Tls tls;

  private Contenders(Bench bench) {
    work = bench.work().toAbsolutePath();
    tls = bench.tls();
  }

  static List<Contender> of(Bench bench) throws InterruptedException {
    var here = new Contenders(bench);
    var node = version("node", "--version");
    return List.of(
        new Contender(
            "native zip", Optional.of(memory -> Command.natively(bench, memory)), Role.OURS),
        new Contender(
            "JVM zip, JDK " + Runtime.version().feature(), any(here.jvm()), Role.START_ONLY),
        new Contender(
            "Node.js " + node + ", bundled", any(here.node("bundle.mjs")), Role.YARDSTICK),
        new Contender("Node.js, as npm has it", any(here.node("bootstrap.mjs")), Role.START_ONLY),
        new Contender(
            "Python %s, boto3 %s".formatted(version("python3", "--version"), boto3()),
            any(here.python()),
            Role.RIVAL));
  }

  /** Whatever its memory. */
  private static Optional<IntFunction<Command>> any(Optional<Command> command) {
    return command.map(it -> _ -> it);
  }

  /** Those that do the whole job, and are on this machine. */
  static List<Contender> working(Bench bench) throws InterruptedException {
    return of(bench).stream()
        .filter(one -> one.role() != Role.START_ONLY && one.start().isPresent())
        .toList();
  }

  private Optional<Command> jvm() {
    var folder = work.resolve("jvm/function");
    var client = work.resolve("jvm/client");
    if (!Files.isDirectory(folder) || !Files.isDirectory(client)) {
      return Optional.empty();
    }
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var words = new ArrayList<>(List.of(java));
    words.addAll(JVM_OPTIONS);
    words.addAll(tls.arguments());
    words.addAll(
        List.of(
            "-cp",
            client + "/*:" + folder + ":" + folder + "/lib/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"));
    return Optional.of(new Command(words));
  }

  private Optional<Command> node(String file) {
    var script = work.resolve("node").resolve(file);
    return Files.exists(script)
        ? Optional.of(new Command(List.of("node", script.toString())))
        : Optional.empty();
  }

  private Optional<Command> python() throws InterruptedException {
    var script = Path.of("src/bench/python/bootstrap.py").toAbsolutePath();
    return boto3().isEmpty()
        ? Optional.empty()
        : Optional.of(new Command(List.of("python3", script.toString())));
  }

  private static String boto3() throws InterruptedException {
    return version("python3", "-c", "import boto3; print(boto3.__version__)");
  }

  /** What it says about itself; empty if it is not here. */
  private static String version(String... words) throws InterruptedException {
    try {
      var process = new ProcessBuilder(words).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor() == 0 ? said.replaceAll("^\\D+", "") : "";
    } catch (IOException notHere) {
      return "";
    }
  }
}

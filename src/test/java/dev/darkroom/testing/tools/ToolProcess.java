package dev.darkroom.testing.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A tool that has ended.
 *
 * @param output what it wrote to the standard output
 * @param log what it wrote to the standard error
 */
public record ToolProcess(int exit, String output, String log) {
  private static final int PATIENCE_MINUTES = 5;

  /** Runs a command in a folder, and waits for its end. One that is not there has failed. */
  static ToolProcess run(Path folder, Map<String, String> variables, List<String> command) {
    try {
      var output = Files.createTempFile(folder, "output", ".log");
      var log = Files.createTempFile(folder, "errors", ".log");
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(log.toFile());
      builder.environment().putAll(variables);
      builder.environment().put("REDOCLY_TELEMETRY", "off");
      builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
      int exit = exitOf(builder.start(), command);
      var ended = new ToolProcess(exit, Files.readString(output, UTF_8), Files.readString(log));
      Files.delete(output);
      Files.delete(log);
      return ended;
    } catch (IOException notStarted) {
      return new ToolProcess(-1, "", notStarted.toString());
    }
  }

  private static int exitOf(Process process, List<String> command) {
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("%s", command).isTrue();
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Fails where the tool failed. */
  public ToolProcess succeeded() {
    assertThat(exit).as("%s%n%s", output, log).isZero();
    return this;
  }
}

package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.simulator.picture.Painter;
import dev.darkroom.simulator.picture.PictureFormat;
import dev.darkroom.simulator.picture.PictureSize;
import dev.darkroom.simulator.picture.PictureSpec;
import dev.darkroom.testing.CodeBlock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command of the documents that asks local mode is run by a shell, as it stands there. Only
 * the ports are this test's. Where a comment says "after some seconds", it is waited for.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class DocumentedCommandsTest {
  private static final Pattern ID =
      Pattern.compile("\"id\\\\?\":\\s*\\\\?\"([a-z]+-[0-9]+)\\\\?\"");
  private static final Pattern STATUS =
      Pattern.compile("^status ([0-9]{3}) (.*)$", Pattern.MULTILINE);

  /** A command that comes after its task has ended on a fast machine is refused with 409. */
  private static final int TOO_LATE = 409;

  /** Said in a comment: the command is there to show a refusal. */
  private static final Pattern REFUSAL = Pattern.compile("# (4[0-9]{2}):");

  /** Statuses go to the error stream, as the documents pipe answers into other commands. */
  private static final String PROLOGUE =
      """
      set -eu -o pipefail
      curl() { command curl -sS --max-time 60 -w '%{stderr}status %{http_code} %{url_effective}\\n' "$@"; }
      wait_a_little() {
        for _ in $(seq 300); do
          command curl -sS 'localhost:8080/v1/generations?status=open' | grep -q '"id"' || break
          sleep 0.1
        done
      }
      """;

  /** The picture that some commands send. */
  private static final byte[] PICTURE =
      Painter.paint(new PictureSpec("a fox", 0, new PictureSize(512, 512), PictureFormat.PNG));

  @ParameterizedTest
  @MethodSource("blocks")
  void whatTheDocumentsSayWorks(CodeBlock block, @TempDir Path folder) throws Exception {
    Files.write(folder.resolve("fox.png"), PICTURE);
    var errors = folder.resolve("errors");
    var process =
        new ProcessBuilder("bash", "-c", ported(PROLOGUE + runnable(block.text())))
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("answers").toFile())
            .redirectError(errors.toFile())
            .start();
    boolean isOver = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();

    var said = Files.readString(errors, StandardCharsets.UTF_8);
    var answers = Files.readString(folder.resolve("answers"), StandardCharsets.UTF_8);
    assertThat(isOver).as(said).isTrue();
    assertThat(process.exitValue()).as(said + answers).isZero();
    var refusals =
        REFUSAL.matcher(block.text()).results().map(one -> Integer.parseInt(one.group(1))).toList();
    assertThat(STATUS.matcher(said).results().toList())
        .isNotEmpty()
        .extracting(answer -> Integer.parseInt(answer.group(1)))
        .as(said + answers)
        .allMatch(status -> status < 400 || status == TOO_LATE || refusals.contains(status));
    ID.matcher(block.text())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .forEach(id -> Caller.awaitStatus(id, "succeeded"));
  }

  private static String runnable(String block) {
    var lines = new ArrayList<String>();
    for (var line : block.lines().toList()) {
      if (line.contains("after some seconds")) {
        lines.add("wait_a_little");
      }
      if (!line.startsWith("./mvnw") && !line.startsWith("#")) {
        lines.add(line);
      }
    }
    return String.join("\n", lines);
  }

  private static String ported(String script) {
    return script
        .replace("http://localhost:8080", Caller.address())
        .replace("localhost:8080", Caller.address().substring("http://".length()))
        .replace("localhost:9090", "localhost:" + LocalWorld.simulator().port());
  }

  static List<CodeBlock> blocks() {
    return CodeBlock.all().stream()
        .filter(block -> block.language().equals("sh") && block.text().contains("curl"))
        .filter(block -> block.text().contains("localhost:8080"))
        .toList();
  }
}

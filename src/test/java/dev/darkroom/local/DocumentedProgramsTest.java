package dev.darkroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.darkroom.testing.CodeBlock;
import dev.darkroom.testing.tools.NodeFolder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of the documents, as they stand there: those for OpenAI's clients, and the receiver
 * of webhooks. Only addresses and ports are this test's. What a machine has not is skipped.
 */
@QuarkusTest
@QuarkusTestResource(value = LocalWorld.class, restrictToAnnotatedClass = true)
class DocumentedProgramsTest extends LocalModeFixture {
  private static final String DOCUMENTED = "http://localhost:8080";
  private static final String PYTHON =
      System.getenv().getOrDefault("OPENAI_CLIENT_PYTHON", "python3");

  @Test
  void theProgramsForOpenAisClientOfNodeMakePictures() throws IOException {
    var node = NodeFolder.of("src/test/openai", "documented");
    node.fetch();
    var programs = blocks(block -> block.isIn("openai.md") && block.language().equals("js"));
    assertThat(programs).hasSize(2);
    var setUp = programs.getFirst();
    var waiting =
        programs.getLast().replace("let answer", "let images").replace("answer", "images");
    var program =
        String.join(
            "\n",
            setUp,
            "const key = 'documented-2';",
            "const request = { model: 'seedream-5.0-lite', prompt: 'a documented lighthouse' };",
            waiting,
            "console.log(images.data[0].url);");
    Files.writeString(node.folder().resolve("documented.mjs"), program);

    var ended = node.run("node", "documented.mjs").succeeded();

    assertThat(ended.output().lines()).hasSize(2).allMatch(line -> line.startsWith("http"));
  }

  @Test
  void theProgramForOpenAisClientOfPythonMakesAPicture(@TempDir Path folder) {
    var python = new NodeFolder(folder, folder);
    assumeTrue(
        python.run(PYTHON, "-c", "import openai").exit() == 0,
        PYTHON + " has no module openai (pip install openai==3.22.1)");
    var program =
        blocks(block -> block.isIn("openai.md") && block.language().equals("python")).getFirst();

    var ended = python.run(PYTHON, "-c", program).succeeded();

    assertThat(ended.output()).startsWith("http");
  }

  /** What is genuine is printed, and answered with 204; a forged one gets 401. */
  @Test
  @Timeout(120)
  void theReceiverOfWebhooksKnowsWhatIsGenuine(@TempDir Path folder) throws Exception {
    var receiver = folder.resolve("receiver.py");
    int port = freePort();
    var program = blocks(block -> block.isIn("local-mode.md") && block.language().equals("python"));
    assertThat(program).hasSize(1);
    Files.writeString(
        receiver, program.getFirst().replace("\"localhost\", 3000", "\"127.0.0.1\", " + port));
    var process = start("python3", receiver.toString());
    try (var printed = process.inputReader(StandardCharsets.UTF_8)) {
      awaitListening(port, process);
      var address = "http://localhost:" + port + "/";

      Caller.submit("documented-hook", Map.of("prompt", "a fox", "notify", Map.of("url", address)));

      assertThat(genuine(printed)).contains("\"documented-hook\"", "generation.succeeded");
      Caller.http()
          .header("webhook-id", "m-1")
          .header("webhook-timestamp", Long.toString(System.currentTimeMillis() / 1000))
          .header("webhook-signature", "v1,Zm9yZ2Vk")
          .body("{}")
          .post(address)
          .then()
          .statusCode(401);
    } finally {
      process.destroyForcibly();
      process.waitFor(1, TimeUnit.MINUTES);
    }
  }

  private static String genuine(BufferedReader printed) throws IOException {
    for (var line = printed.readLine(); line != null; line = printed.readLine()) {
      if (line.startsWith("genuine ")) {
        return line;
      }
    }
    throw new AssertionError("the receiver ended, and nothing genuine came");
  }

  private static Process start(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      assumeTrue(false, "there is no " + command[0]);
      throw new AssertionError(notThere);
    }
  }

  /** Asks until somebody answers; a receiver that has ended never will. */
  private static void awaitListening(int port, Process process) throws InterruptedException {
    while (!isListening(port)) {
      assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).as("the receiver ended").isFalse();
    }
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException nobody) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<String> blocks(Predicate<CodeBlock> wanted) {
    return CodeBlock.all().stream()
        .filter(wanted)
        .map(block -> block.text().replace(DOCUMENTED, Caller.address()))
        .toList();
  }
}

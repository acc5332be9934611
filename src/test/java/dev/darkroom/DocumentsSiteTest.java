package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documents become a web site: {@code src/docs/site/build}. Here its pages are collected, which
 * fails for a link that leads nowhere; the building itself fetches VitePress, and is not repeated.
 */
class DocumentsSiteTest {
  private static final Pattern LINK = Pattern.compile("page\\('(?:[^'\\\\]|\\\\.)*', '([^']*)'\\)");

  @Test
  void everyLinkOfADocumentLeadsSomewhereAndEveryDocumentIsInTheSideBar(@TempDir Path folder)
      throws Exception {
    assumeTrue(hasNode(), "there is no Node.js");

    var collected = run("node", "src/docs/site/collect.mjs", folder.toString());

    assertThat(collected).isEmpty();
    var config = Files.readString(Path.of("src/docs/site/config.mjs"), StandardCharsets.UTF_8);
    var listed =
        LINK.matcher(config)
            .results()
            .map(found -> found.group(1))
            .map(page -> page.isEmpty() || page.endsWith("/") ? page + "index" : page)
            .toList();
    assertThat(listed).doesNotHaveDuplicates();
    try (var pages = Files.list(folder)) {
      assertThat(
              Stream.concat(
                      pages
                          .map(page -> page.getFileName().toString())
                          .filter(name -> name.endsWith(".md"))
                          .map(name -> name.substring(0, name.length() - ".md".length())),
                      Stream.of("adr/index"))
                  .toList())
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return run("node", "--version").startsWith("v");
    } catch (IOException notThere) {
      return false;
    }
  }

  private static String run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return said;
  }
}

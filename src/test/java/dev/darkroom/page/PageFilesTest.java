package dev.darkroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page is whole, and knows no address but its own. */
class PageFilesTest {
  private static final Path SOURCES = Path.of("src/main/resources/page");
  private static final Pattern IMPORT = Pattern.compile("from '\\./([^']+)'");
  private static final Pattern NAMED =
      Pattern.compile("(?:href|src)=\"ui/([0-9a-f]{16})/([^\"]+)\"");

  private final PageFiles files = new PageFiles(new InboxAddress());

  @Test
  void everySourceIsServedAndEveryImportLeadsToAFile() throws IOException {
    try (var sources = Files.list(SOURCES)) {
      for (var source : sources.toList()) {
        var name = source.getFileName().toString();
        if (!name.equals("index.html")) {
          assertThat(files.file(files.version(), name)).as(name).isPresent();
        }
        IMPORT
            .matcher(Files.readString(source))
            .results()
            .forEach(
                found ->
                    assertThat(files.file(files.version(), found.group(1)))
                        .as("%s imports %s", name, found.group(1))
                        .isPresent());
      }
    }
  }

  @Test
  void theDocumentNamesFilesOfThisVersionAlone() {
    var named = NAMED.matcher(text(files.document())).results().toList();

    assertThat(named).hasSizeGreaterThan(5);
    for (var one : named) {
      assertThat(files.file(one.group(1), one.group(2))).as(one.group()).isPresent();
    }
    assertThat(text(files.document())).doesNotContain("{version}", "http:", "https:");
  }

  @Test
  void thePageNamesAnInboxOnlyWhereThereIsOne() {
    var local =
        new PageFiles(
            new InboxAddress() {
              @Override
              public String path() {
                return "local/webhooks";
              }
            });

    assertThat(text(files.document())).contains("data-inbox=\"\"").doesNotContain("local/");
    assertThat(text(local.document())).contains("data-inbox=\"local/webhooks\"");
  }

  @Test
  void aFileOfAnotherVersionOrWithoutOneIsNotServed() {
    assertThat(files.file("0".repeat(16), "main.js")).isEmpty();
    assertThat(files.file(files.version(), "index.html")).isEmpty();
    assertThat(files.file(files.version(), "../application.properties")).isEmpty();
    assertThat(files.file("", "main.js")).isEmpty();
  }

  @Test
  void noTextIsEverReadAsHtmlAndNothingIsKeptInTheBrowser() throws IOException {
    try (var sources = Files.list(SOURCES)) {
      for (var source : sources.toList()) {
        assertThat(Files.readString(source))
            .as(source.toString())
            .doesNotContain(
                "innerHTML", "insertAdjacent", "document.write", "eval(", "new Function")
            .doesNotContain("localStorage", "sessionStorage", "indexedDB", "document.cookie");
      }
    }
  }

  private static String text(PageFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }
}

package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every link of the documents leads to a file of the repository, and to a heading that is there.
 * Headings have the ids that GitHub gives them.
 */
class DocumentLinksTest {
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern NOT_IN_IDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M} _-]");

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var documents = documents();

    assertThat(documents).hasSizeGreaterThan(30);
    assertThat(documents.stream().flatMap(DocumentLinksTest::deadLinks)).isEmpty();
  }

  @Test
  void headingsHaveTheIdsOfGitHub() {
    assertThat(ids("# In doubt, at 3 a.m.\n## `POST` a [thing](x.md)\n# Two\n# Two\n"))
        .containsExactlyInAnyOrder("in-doubt-at-3-am", "post-a-thing", "two", "two-1");
  }

  private static List<Path> documents() throws IOException {
    try (var docs = Files.walk(Path.of("src/docs"));
        var github = Files.walk(Path.of(".github"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), Stream.concat(docs, github))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static Stream<String> deadLinks(Path document) {
    return LINK.matcher(CODE.matcher(text(document)).replaceAll("code"))
        .results()
        .map(found -> found.group(1))
        .filter(link -> !ELSEWHERE.matcher(link).matches() && !isThere(document, link))
        .map(link -> document + ": " + link);
  }

  private static boolean isThere(Path document, String link) {
    int hash = link.indexOf('#');
    var path = hash < 0 ? link : link.substring(0, hash);
    var file = path.isEmpty() ? document : document.resolveSibling(path);
    return Files.exists(file) && (hash < 0 || ids(text(file)).contains(link.substring(hash + 1)));
  }

  private static Set<String> ids(String text) {
    var ids = new HashSet<String>();
    var uses = new HashMap<String, Integer>();
    HEADING
        .matcher(text.replaceAll("(?s)```.*?```", ""))
        .results()
        .map(found -> id(found.group(1)))
        .forEach(
            id -> {
              int before = uses.merge(id, 1, Integer::sum) - 1;
              ids.add(before == 0 ? id : id + "-" + before);
            });
    return ids;
  }

  private static String id(String heading) {
    var plain = LINK_IN_HEADING.matcher(heading).replaceAll("$1").strip();
    return NOT_IN_IDS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

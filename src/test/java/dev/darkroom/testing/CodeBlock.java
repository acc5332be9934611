package dev.darkroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code in README or in a document.
 *
 * @param line the line of its fence, from 1
 * @param language as the fence names it; empty where it names none
 */
public record CodeBlock(Path file, int line, String language, String text) {
  private static final Pattern FENCED =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** All of README, of the documents, and of what is beside the repository's forms. */
  public static List<CodeBlock> all() {
    try (var documents = Files.walk(Path.of("src/docs"));
        var forms = Files.list(Path.of(".github"))) {
      return Stream.concat(Stream.of(Path.of("README.md")), Stream.concat(documents, forms))
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .flatMap(CodeBlock::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<CodeBlock> of(Path file) {
    try {
      var text = Files.readString(file, StandardCharsets.UTF_8);
      return FENCED
          .matcher(text)
          .results()
          .map(
              found -> {
                int line = (int) text.substring(0, found.start()).lines().count() + 1;
                return new CodeBlock(file, line, found.group(1), found.group(2));
              });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Whether it is in that file. */
  public boolean isIn(String name) {
    return file.endsWith(name);
  }

  @Override
  public String toString() {
    return file.getFileName() + ":" + line;
  }
}

package dev.darkroom;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the names of types to {@code src/docs/vocabulary.md}. */
class VocabularyTest {
  private static final Path PAGE = Path.of("src/docs/vocabulary.md");
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("src/local/java"), Path.of("src/test/java"));

  /** Words in -ing that are no gerunds of ours, and why. */
  private static final Map<String, String> WORDS_IN_ING =
      Map.of(
          "Ring", "a noun: KeyRing",
          "Routing", "the name of a step",
          "Missing", "an adjective of the domain: a missing image",
          "Pending", "an adjective of the domain: a pending image",
          "Nothing", "a noun, in the names of tests",
          "Testing", "marks the doubles of tests, as in trinodb/aws-proxy",
          "Recording", "an adjective, of doubles that record",
          "Failing", "an adjective, of doubles that fail");

  /** Words in -ed that end a name and are no participles, and why. */
  private static final Map<String, String> LAST_WORDS_IN_ED =
      Map.of("Unreported", "an adjective, in the name of a test");

  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile(
          "^[ ]*(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed) )*"
              + "(?:class|record|interface|enum|@interface) ([A-Z]\\w*)",
          Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

  @Test
  void noTypeHasANameThatIsNeverSaid() {
    var never = names(4);
    var said = types().stream().filter(never::contains).distinct().toList();

    assertThat(never).hasSizeGreaterThan(60);
    assertThat(said).as("names in a column \"never say\" of %s", PAGE).isEmpty();
  }

  @Test
  void noTopLevelTypeIsAGerundOrAParticiple() {
    var wrong =
        topLevel(SOURCES)
            .map(VocabularyTest::name)
            .filter(name -> isGerund(name) || isParticiple(name))
            .toList();

    assertThat(wrong).as("a class is a noun").isEmpty();
  }

  @Test
  void noTwoTypesOfMainHaveOneName() {
    var twice =
        topLevel(SOURCES.subList(0, 1))
            .collect(groupingBy(VocabularyTest::name))
            .entrySet()
            .stream()
            .filter(entry -> entry.getValue().size() > 1)
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));

    assertThat(twice).as("one name, one idea").isEmpty();
  }

  @Test
  void theWordsOfThePageAreNamesInTheCode() {
    var types = Set.copyOf(types());

    assertThat(names(1)).as("names in a column \"word\" of %s", PAGE).allMatch(types::contains);
  }

  private static boolean isGerund(String name) {
    var words = words(name);
    return words.stream()
            .filter(word -> word.endsWith("ing"))
            .anyMatch(word -> !WORDS_IN_ING.containsKey(word))
        || (words.getLast().endsWith("ing") && !name.equals("KeyRing"));
  }

  private static boolean isParticiple(String name) {
    var last = words(name).getLast();
    return last.endsWith("ed") && !LAST_WORDS_IN_ED.containsKey(last);
  }

  /** The words of a name; a test is named after what it tests. */
  private static List<String> words(String name) {
    return WORD.matcher(name.replaceFirst("(Test|Contract|IT)$", ""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** Names in backticks in one column of the page's tables, from 1. */
  private static Set<String> names(int column) {
    var names = new TreeSet<String>();
    for (var line : read(PAGE).lines().toList()) {
      var cells = line.split("\\|", -1);
      if (cells.length == 6) {
        NAME.matcher(cells[column]).results().map(found -> found.group(1)).forEach(names::add);
      }
    }
    return names;
  }

  /** The names of all types, nested ones too. */
  private static List<String> types() {
    return topLevel(SOURCES)
        .map(file -> COMMENT.matcher(read(file)).replaceAll(""))
        .flatMap(text -> TYPE.matcher(text).results())
        .map(found -> found.group(1))
        .toList();
  }

  private static Stream<Path> topLevel(List<Path> sources) {
    return sources.stream()
        .flatMap(VocabularyTest::files)
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> !name(file).equals("package-info"));
  }

  private static Stream<Path> files(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

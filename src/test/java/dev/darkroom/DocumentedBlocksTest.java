package dev.darkroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.CodeBlock;
import dev.darkroom.testing.tools.NodeFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of code in the documents has a test that runs it. A block that fits none of these
 * rules is one that nobody would notice when it goes stale.
 */
class DocumentedBlocksTest {
  private static final Pattern OPTION = Pattern.compile("(?<= )-D([a-z][\\w.-]*)");
  private static final Pattern PROFILE = Pattern.compile("(?<= )-P([a-z]+)");
  private static final Pattern TESTS = Pattern.compile("-Dtest='?([\\w*,]+)'?");
  private static final Pattern PLACE =
      Pattern.compile("(?<![\\w/$-])((?:src|infra|\\.ci)/[\\w./-]+)");

  /** Options of Maven's own plug-ins, of Quarkus and of Surefire. */
  private static final Set<String> OF_TOOLS = Set.of("native", "test", "skipTests", "skipBom");

  private static final Map<String, Predicate<CodeBlock>> RUNNERS = runners();

  private static Map<String, Predicate<CodeBlock>> runners() {
    var runners = new LinkedHashMap<String, Predicate<CodeBlock>>();
    runners.put(
        "DocumentedCommandsTest",
        block -> isShell(block) && block.text().contains("localhost:8080"));
    runners.put(
        "DocumentedProgramsTest", block -> Set.of("js", "python").contains(block.language()));
    runners.put(
        "DocumentedEventsTest", block -> block.isIn("event.md") && block.language().equals("json"));
    runners.put("OutcomesPageTest", block -> block.isIn("outcomes.md"));
    runners.put("DocumentedQueriesTest", block -> block.text().startsWith("filter "));
    runners.put(
        "NpmPackageTest", block -> block.isIn("clients.md") && block.language().equals("ts"));
    runners.put("GeneratedClientsTest", block -> block.isIn("clients.md") && isShell(block));
    runners.put("infra/test", DocumentedBlocksTest::isForAws);
    runners.put("this test, by its names", DocumentedBlocksTest::isBuild);
    runners.put("this test", block -> isShell(block) && block.isIn("cost.md"));
    runners.put("nobody: it is a drawing", block -> block.text().contains("──"));
    runners.put("nobody: it is what a log or a run shows", DocumentedBlocksTest::isShown);
    return runners;
  }

  @ParameterizedTest
  @MethodSource("dev.darkroom.testing.CodeBlock#all")
  void everyBlockIsRun(CodeBlock block) {
    assertThat(RUNNERS.values())
        .as("%s is run by nobody; have it run, or say here by whom:%n%s", block, block.text())
        .anyMatch(runner -> runner.test(block));
  }

  @Test
  void everyRuleIsAboutSomeBlock() {
    assertThat(RUNNERS)
        .allSatisfy((name, runner) -> assertThat(CodeBlock.all()).as(name).anyMatch(runner));
  }

  /** Builds take minutes to hours: CI runs the first, and here their names are compared. */
  @ParameterizedTest
  @MethodSource("builds")
  void whatABuildIsToldIsThere(CodeBlock block) throws IOException {
    var pom = Files.readString(Path.of("pom.xml"), UTF_8);
    var sources = sources();
    assertThat(found(PROFILE, block))
        .allSatisfy(profile -> assertThat(pom).contains("<id>" + profile + "</id>"));
    assertThat(found(OPTION, block))
        .filteredOn(option -> !OF_TOOLS.contains(option))
        .allSatisfy(
            option ->
                assertThat(
                        pom.contains("${" + option + "}") || sources.contains('"' + option + '"'))
                    .as(option)
                    .isTrue());
    assertThat(found(TESTS, block))
        .flatMap(names -> List.of(names.split(",", -1)))
        .allSatisfy(name -> assertThat(tests()).anyMatch(file -> isNamed(file, name)));
    assertThat(found(PLACE, block)).allSatisfy(place -> assertThat(Path.of(place)).exists());
  }

  @Test
  void theModelOfCostsPrintsWhatItsPageShows(@TempDir Path folder) throws IOException {
    var page = Path.of("src/docs/cost.md");
    var copy = Files.copy(page, folder.resolve("cost.md"));
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var commands =
        CodeBlock.all().stream()
            .filter(block -> isShell(block) && block.isIn("cost.md"))
            .flatMap(block -> block.text().lines())
            .map(line -> line.replaceAll("#.*", "").strip())
            .toList();
    assertThat(commands).hasSize(2).allMatch(command -> command.startsWith("java src/"));

    var project = new NodeFolder(folder, Path.of("").toAbsolutePath());
    for (var command : commands) {
      var words = command.replace("src/docs/cost.md", copy.toString()).replaceFirst("^java", java);
      project.run(words.split(" +", -1)).succeeded();
    }

    assertThat(Files.readString(copy, UTF_8)).isEqualTo(Files.readString(page, UTF_8));
  }

  private static List<CodeBlock> builds() {
    return CodeBlock.all().stream().filter(DocumentedBlocksTest::isBuild).toList();
  }

  private static boolean isShell(CodeBlock block) {
    return block.language().equals("sh");
  }

  private static boolean isBuild(CodeBlock block) {
    return block.text().contains("./mvnw") || block.isIn("performance.md");
  }

  /** Also the two languages of its guide: policies, and a module. */
  private static boolean isForAws(CodeBlock block) {
    return block.isIn("deploy.md")
        || (isShell(block) && (block.isIn("observability.md") || block.isIn("conformance.md")))
        || (block.isIn("examples.md") && block.language().equals("json"));
  }

  private static boolean isShown(CodeBlock block) {
    return block.language().isEmpty()
        && (block.text().startsWith("{\"timestamp\"")
            || block.isIn("conformance.md")
            || block.isIn("soak.md"));
  }

  private static List<String> found(Pattern pattern, CodeBlock block) {
    return pattern.matcher(block.text()).results().map(found -> found.group(1)).toList();
  }

  private static boolean isNamed(Path file, String name) {
    return FileSystems.getDefault()
        .getPathMatcher("glob:" + name + ".java")
        .matches(file.getFileName());
  }

  private static List<Path> tests() {
    try (var files = Files.walk(Path.of("src/test/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sources() {
    var all = new StringBuilder();
    Stream.of("src/test/java", "src/main/resources/application.properties")
        .flatMap(DocumentedBlocksTest::texts)
        .forEach(all::append);
    return all.toString();
  }

  private static Stream<String> texts(String place) {
    try (var files = Files.walk(Path.of(place))) {
      return files
          .filter(Files::isRegularFile)
          .map(
              file -> {
                try {
                  return Files.readString(file, UTF_8);
                } catch (IOException unreadable) {
                  throw new UncheckedIOException(unreadable);
                }
              })
          .toList()
          .stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

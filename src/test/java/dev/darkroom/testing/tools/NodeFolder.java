package dev.darkroom.testing.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A folder with programs for Node.js and the packages of npm that they need, as a lock file pins
 * them. Where Node.js is not there or the registry does not serve a package, the test is skipped,
 * and says so. All else that npm says is a mistake of ours, and fails.
 *
 * @param sources where programs and lock file are kept
 * @param folder where they run: a copy of the sources, and the packages
 */
public record NodeFolder(Path sources, Path folder) {
  private static final List<String> FETCH =
      List.of(
          "npm",
          "ci",
          "--ignore-scripts",
          "--no-audit",
          "--no-fund",
          "--no-update-notifier",
          "--loglevel=error");

  private static final Pattern NOT_SERVED =
      Pattern.compile(
          "code (?:E[45]\\d\\d|ENOTFOUND|EAI_AGAIN|ECONN\\w+|ETIMEDOUT|ENOTCACHED)"
              + "|Could not transfer|Could not find artifact|Cannot access|in offline mode");

  /** The programs of that folder of the project, in a folder of this name under target. */
  public static NodeFolder of(String sources, String name) {
    return new NodeFolder(Path.of(sources), Path.of("target", name).toAbsolutePath());
  }

  /** Copies the programs, and fetches the packages unless they are there already. */
  public void fetch() {
    assumeTrue(run("node", "--version").exit() == 0, "there is no Node.js");
    if (!copy()) {
      return;
    }
    var command = new ArrayList<>(FETCH);
    command.add("--cache=" + folder.resolve("npm-cache"));
    needServed(run(command.toArray(String[]::new)), "the npm registry", sources);
  }

  /** Skips the test where a registry does not serve what it is asked for. */
  static void needServed(ToolProcess fetched, String registry, Path sources) {
    var said = fetched.output() + fetched.log();
    assumeTrue(
        fetched.exit() == 0 || !NOT_SERVED.matcher(said).find(),
        () -> registry + " does not serve the packages of " + sources + ": " + said);
    fetched.succeeded();
  }

  /** Runs a command in the folder. */
  public ToolProcess run(String... command) {
    return run(Map.of(), List.of(command));
  }

  /** Runs a command in the folder, with these variables beside those of the tests. */
  public ToolProcess run(Map<String, String> variables, List<String> command) {
    try {
      Files.createDirectories(folder);
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
    return ToolProcess.run(folder, variables, command);
  }

  /** True where packages have to be fetched. */
  private boolean copy() {
    try (var files = Files.list(sources)) {
      var lock = folder.resolve("package-lock.json");
      boolean isFetched =
          Files.exists(folder.resolve("node_modules/.package-lock.json"))
              && Files.exists(lock)
              && Files.mismatch(sources.resolve("package-lock.json"), lock) < 0;
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
      return !isFetched;
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }
}

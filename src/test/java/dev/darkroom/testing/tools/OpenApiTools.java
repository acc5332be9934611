package dev.darkroom.testing.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.schema.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The tools, fetched at the first need. Where a registry does not serve them, the test that needs
 * them is skipped, and says so.
 */
public final class OpenApiTools {
  /** Where everything lies that is fetched or generated. */
  public static final Path FOLDER = Path.of("target/openapi").toAbsolutePath();

  /** The lists of tools, with their versions, and what is compiled with generated clients. */
  public static final Path SOURCES = Path.of("src/test/openapi").toAbsolutePath();

  private static final JsonMapper MAPPER = new JsonMapper();

  /** What npm and Maven say where a package cannot be had. All else is a mistake of ours. */
  private static final Pattern NOT_SERVED =
      Pattern.compile(
          "code (?:E[45]\\d\\d|ENOTFOUND|EAI_AGAIN|ECONN\\w+|ETIMEDOUT|ENOTCACHED)"
              + "|Could not transfer|Could not find artifact|Cannot access|in offline mode");

  private OpenApiTools() {}

  /** Fetches the packages of npm. */
  public static synchronized void needNpm() {
    assumeTrue(run("node", "--version").exit() == 0, "there is no Node.js");
    try {
      var lock = SOURCES.resolve("package-lock.json");
      var fetched = FOLDER.resolve("package-lock.json");
      if (Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))
          && Files.exists(fetched)
          && Files.mismatch(lock, fetched) < 0) {
        return;
      }
      copy("package.json");
      copy("package-lock.json");
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
    var cache = "--cache=" + FOLDER.resolve("npm-cache");
    var quiet = List.of("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error");
    served(run(List.of("npm", "ci", "--ignore-scripts", cache), quiet), "the npm registry");
  }

  /** Fetches the jars. */
  public static synchronized void needJars() {
    var list = SOURCES.resolve("pom.xml").toString();
    var maven = SOURCES.resolve("../../../mvnw").normalize().toString();
    var fetched =
        run(maven, "-B", "-ntp", "-q", "-f", list, "validate", "-Dtools=" + FOLDER.resolve("jars"));
    served(fetched, "the registry of Maven");
  }

  private static void served(ToolProcess fetched, String registry) {
    var said = fetched.output() + fetched.log();
    assumeTrue(
        fetched.exit() == 0 || !NOT_SERVED.matcher(said).find(),
        () -> registry + " does not serve the tools of src/test/openapi: " + said);
    fetched.succeeded();
  }

  /** Runs a command in {@link #FOLDER}. */
  public static ToolProcess run(String... command) {
    return run(List.of(command), List.of());
  }

  /** Runs a program of an npm package. */
  public static ToolProcess runNode(String program, String... arguments) {
    return run(List.of("node_modules/.bin/" + program), List.of(arguments));
  }

  /** Runs Java with the jars of a folder of the tools. */
  public static ToolProcess runJava(String classPath, String... arguments) {
    return run(List.of(java("java"), "-cp", classPath), List.of(arguments));
  }

  /** A program of the JDK that runs the tests. */
  public static String java(String program) {
    return Path.of(System.getProperty("java.home"), "bin", program).toString();
  }

  private static ToolProcess run(List<String> command, List<String> arguments) {
    try {
      Files.createDirectories(FOLDER);
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
    var whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return ToolProcess.run(FOLDER, whole);
  }

  /** Writes the published document, as callers read it. */
  public static Path document() {
    return write("openapi.json", new Documents().openApi());
  }

  /** Writes a document beside the tools. */
  public static Path write(String name, JsonNode document) {
    try {
      var file = FOLDER.resolve(name);
      Files.createDirectories(file.getParent());
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
      return file;
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }

  /** Copies a file of {@link #SOURCES} beside the tools. */
  public static Path copy(String name) {
    try {
      var target = FOLDER.resolve(name);
      Files.createDirectories(target.getParent());
      return Files.copy(SOURCES.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }

  /** What a tool wrote, where that is JSON. */
  public static JsonNode json(ToolProcess ended) {
    try {
      return MAPPER.readTree(ended.output());
    } catch (IOException notJson) {
      throw new AssertionError(ended.toString(), notJson);
    }
  }
}

package dev.darkroom.testing.tools;

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

  private static final NodeFolder NODE = new NodeFolder(SOURCES, FOLDER);

  private OpenApiTools() {}

  /** Fetches the packages of npm. */
  public static synchronized void needNpm() {
    NODE.fetch();
  }

  /** Fetches the jars. */
  public static synchronized void needJars() {
    var list = SOURCES.resolve("pom.xml").toString();
    var maven = SOURCES.resolve("../../../mvnw").normalize().toString();
    var fetched =
        run(maven, "-B", "-ntp", "-q", "-f", list, "validate", "-Dtools=" + FOLDER.resolve("jars"));
    NodeFolder.needServed(fetched, "the registry of Maven", SOURCES);
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
    var whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return NODE.run(whole.toArray(String[]::new));
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

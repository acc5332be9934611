package dev.darkroom.testing.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.testing.CodeBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Generates clients from the published document, and compiles them with programs that use them. */
public final class ClientGenerator {
  private static final Path CLIENTS = OpenApiTools.FOLDER.resolve("clients");
  private static final String PACKAGE = "dev.darkroom.client";

  private ClientGenerator() {}

  /** The clients of openapi-generator (typescript-fetch) and openapi-typescript, in one folder. */
  public static Path typeScript() {
    OpenApiTools.needNpm();
    OpenApiTools.needJars();
    Stream.of("generated.ts", "typed.ts", "tsconfig.json")
        .forEach(file -> OpenApiTools.copy("clients/" + file));
    generate("typescript-fetch", List.of());
    var types = CLIENTS.resolve("openapi.ts").toString();
    OpenApiTools.runNode("openapi-typescript", OpenApiTools.document().toString(), "-o", types)
        .succeeded();
    OpenApiTools.runNode("tsc", "--project", "clients/tsconfig.json").succeeded();
    return CLIENTS.resolve("out");
  }

  /** The class path of the client of openapi-generator (java, native). */
  public static String java() {
    OpenApiTools.needJars();
    generate(
        "java",
        List.of(
            "--invoker-package=" + PACKAGE,
            "--api-package=" + PACKAGE + ".api",
            "--model-package=" + PACKAGE + ".model"));
    var command = new ArrayList<>(List.of(OpenApiTools.java("javac"), "-proc:none", "-nowarn"));
    command.addAll(List.of("-d", "clients/classes", "-cp", "jars/java-client/*"));
    command.add(OpenApiTools.copy("clients/MakePicture.java").toString());
    command.addAll(sources(CLIENTS.resolve("java/src/main/java")));
    OpenApiTools.run(command.toArray(String[]::new)).succeeded();
    return "clients/classes:jars/java-client/*";
  }

  /**
   * Generates as clients.md says, without a warning that a file is overwritten, or a schema is not
   * understood.
   */
  private static void generate(String generator, List<String> more) {
    var folder = CLIENTS.resolve(generator);
    empty(folder);
    var arguments =
        new ArrayList<>(
            List.of("org.openapitools.codegen.OpenAPIGenerator", "generate", "-g", generator));
    arguments.addAll(List.of("-i", OpenApiTools.document().toString(), "-o", folder.toString()));
    arguments.addAll(documented(generator));
    arguments.addAll(more);
    var ended =
        OpenApiTools.runJava("jars/generator/*", arguments.toArray(String[]::new)).succeeded();
    assertThat(ended.output() + ended.log()).doesNotContain("Duplicate file path", " ERROR ");
  }

  /** The options of the command in clients.md, but the two of files. */
  private static List<String> documented(String generator) {
    var command = Pattern.compile("openapi-generator generate -g " + generator + " (.*)");
    return CodeBlock.all().stream()
        .filter(block -> block.isIn("clients.md"))
        .map(block -> block.text().replaceAll("\\\\\n *", ""))
        .flatMap(text -> command.matcher(text).results())
        .flatMap(found -> Stream.of(found.group(1).replaceAll("-[io] \\S+", "").split(" +", -1)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static void empty(Path folder) {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException mistake) {
        throw new UncheckedIOException(mistake);
      }
    }
  }

  private static List<String> sources(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }
}

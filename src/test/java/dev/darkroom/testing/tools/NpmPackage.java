package dev.darkroom.testing.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The package for callers in {@code src/npm}. Its types are generated from the published document.
 */
public final class NpmPackage {
  /** Name that callers import. */
  public static final String NAME = "darkroom-client";

  private static final Path SOURCES = Path.of("src/npm");
  private static final Path FOLDER = Path.of("target/npm").toAbsolutePath();
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>darkroom</artifactId>\\s*<version>([^<]+)</version>");

  private NpmPackage() {}

  /** The archive, built at the first need. */
  public static Path packed() {
    OpenApiTools.needNpm();
    return Archive.BUILT;
  }

  private static final class Archive {
    static final Path BUILT = build();
  }

  /** Builds and packs it, with the version of this project. */
  private static Path build() {
    copy(SOURCES, FOLDER);
    copy(Path.of("LICENSE"), FOLDER.resolve("LICENSE"));
    var version = version();
    replace(FOLDER.resolve("package.json"), "\"version\": \"0.0.0\"", version);
    var types = FOLDER.resolve("src/openapi.ts").toString();
    OpenApiTools.runNode("openapi-typescript", OpenApiTools.document().toString(), "-o", types)
        .succeeded();
    compile(FOLDER);
    new NodeFolder(SOURCES, FOLDER).run("npm", "pack", "--ignore-scripts", "--silent").succeeded();
    return FOLDER.resolve(NAME + "-" + version + ".tgz");
  }

  /** Programs of callers in a folder where nothing but the package is installed. */
  public static NodeFolder installed(Path programs, String name) {
    var archive = packed();
    var callers = NodeFolder.of(programs.toString(), name);
    copy(programs, callers.folder());
    callers
        .run(
            "npm",
            "install",
            "--offline",
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            archive.toString())
        .succeeded();
    return callers;
  }

  /** Compiles what the {@code tsconfig.json} of a folder names. */
  public static void compile(Path folder) {
    OpenApiTools.runNode("tsc", "--project", folder.toString()).succeeded();
  }

  /** The version in {@code pom.xml}. */
  public static String version() {
    try {
      var pom = VERSION.matcher(Files.readString(Path.of("pom.xml"), UTF_8));
      if (!pom.find()) {
        throw new AssertionError("pom.xml has no version");
      }
      return pom.group(1);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void replace(Path file, String line, String version) {
    try {
      var text = Files.readString(file, UTF_8);
      Files.writeString(file, text.replace(line, line.replace("0.0.0", version)));
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }

  /** A file, or a folder, in the place of what was there. */
  private static void copy(Path from, Path to) {
    try {
      if (Files.exists(to)) {
        try (var files = Files.walk(to)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      try (var files = Files.walk(from)) {
        for (var file : files.toList()) {
          Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException mistake) {
      throw new UncheckedIOException(mistake);
    }
  }
}

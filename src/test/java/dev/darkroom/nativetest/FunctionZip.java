package dev.darkroom.nativetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipFile;

/** The artifact, laid out once as Lambda lays it out. */
final class FunctionZip {
  private static final Path ZIP =
      Path.of(System.getProperty("function.zip", "target/function.zip"));

  private FunctionZip() {}

  /**
   * The jar that a native image is built from, run by a JVM in the place of the binary; empty where
   * {@code function.jar} names none. For tests of the tests: the binary takes minutes to build.
   */
  private static final Optional<Path> JAR =
      Optional.ofNullable(System.getProperty("function.jar")).map(Path::of);

  /** Where the function lies: Lambda's {@code LAMBDA_TASK_ROOT}. */
  static Path folder() {
    return JAR.map(Path::toAbsolutePath).map(Path::getParent).orElseGet(() -> Unpacked.FOLDER);
  }

  /**
   * What starts the function.
   *
   * @param arguments of the process
   */
  static List<String> command(List<String> arguments) {
    var command = new ArrayList<String>();
    JAR.ifPresentOrElse(
        _ -> command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        () -> command.add(bootstrap().toString()));
    command.addAll(arguments);
    JAR.ifPresent(
        jar -> command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", jar.toString())));
    return command;
  }

  /** The executable that Lambda would start. */
  static Path bootstrap() {
    return folder().resolve("bootstrap");
  }

  private static Path unpack() {
    if (!Files.isRegularFile(ZIP)) {
      throw new IllegalStateException(
          ZIP + " is missing: build it first, with ./mvnw package -Dnative");
    }
    try (var zip = new ZipFile(ZIP.toFile())) {
      var entry = zip.getEntry("bootstrap");
      if (entry == null) {
        throw new IllegalStateException(
            ZIP + " holds no native bootstrap: build it with ./mvnw package -Dnative");
      }
      var folder = Files.createDirectories(ZIP.resolveSibling("function").toAbsolutePath());
      var bootstrap = folder.resolve("bootstrap");
      try (var bytes = zip.getInputStream(entry)) {
        Files.copy(bytes, bootstrap, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!bootstrap.toFile().setExecutable(true)) {
        throw new IllegalStateException(bootstrap + " cannot be made executable");
      }
      return folder;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static final class Unpacked {
    static final Path FOLDER = unpack();
  }
}

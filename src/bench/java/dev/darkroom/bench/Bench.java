package dev.darkroom.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * What is measured, and where there is room for it.
 *
 * @param zip the native artifact
 * @param work a folder that {@code src/bench/run} has laid things out in
 * @param bootstrap the artifact's binary
 * @param tls what all counterparts show and all contenders trust
 */
record Bench(Path zip, Path work, Path bootstrap, Tls tls) {
  private static final Pattern COMPILER =
      Pattern.compile("com\\.oracle\\.svm\\.core\\.VM=([ -~]+)");

  static Bench of(Path zip, Path work) throws IOException, InterruptedException {
    var bootstrap = work.resolve("bootstrap").toAbsolutePath();
    try (var entries = new ZipFile(zip.toFile())) {
      var entry = entries.getEntry("bootstrap");
      if (entry == null) {
        throw new IOException(zip + " has no bootstrap: build it with ./mvnw package -Dnative");
      }
      try (var bytes = entries.getInputStream(entry)) {
        Files.copy(bytes, bootstrap, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!bootstrap.toFile().setExecutable(true)) {
      throw new IOException(bootstrap + " cannot be made executable");
    }
    return new Bench(zip, work, bootstrap, Tls.in(work.resolve("tls")));
  }

  /** The compiler, as the binary names it. */
  String builtWith() throws IOException {
    var text = new String(Files.readAllBytes(bootstrap), StandardCharsets.ISO_8859_1);
    var match = COMPILER.matcher(text);
    return match.find() ? match.group(1) : "an unknown compiler";
  }
}

package dev.darkroom.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One fault in the code, put in by hand.
 *
 * @param file below {@code src/main/java/dev/darkroom}
 * @param original stands there exactly once
 * @param what the fault is, in a few words
 */
record Mutant(String file, String original, String replacement, String what) {
  private static final Path ROOT = Path.of("src/main/java/dev/darkroom");

  /** The source with the fault. */
  String source() {
    try {
      var text = Files.readString(ROOT.resolve(file));
      int at = text.indexOf(original);
      if (at < 0 || text.indexOf(original, at + 1) >= 0) {
        throw new IllegalStateException("%s must hold exactly once: %s".formatted(file, original));
      }
      return text.substring(0, at) + replacement + text.substring(at + original.length());
    } catch (IOException unreadable) {
      throw new IllegalStateException("cannot read " + file, unreadable);
    }
  }

  /** The name of the top-level class. */
  String className() {
    return "dev.darkroom." + file.replace(".java", "").replace('/', '.');
  }
}

package dev.darkroom.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One fault in the code, put in by hand: one condition, call or answer that is taken away.
 *
 * @param file below {@code src/main/java/dev/darkroom}
 * @param original stands there exactly once
 * @param what the code does then, in a few words; no other mutant has the same
 * @param killer what must notice it
 */
record Mutant(String file, String original, String replacement, String what, Killer killer) {
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

  /** The class, with its package below {@code dev.darkroom}. */
  String place() {
    return file.replace(".java", "").replace('/', '.');
  }

  @Override
  public String toString() {
    return place() + ": " + what;
  }
}

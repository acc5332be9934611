package dev.darkroom.nativetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The event documents in {@code src/test/resources/events}, as AWS sends them. */
final class Events {
  private Events() {}

  static String of(String file) {
    try (var stream = Events.class.getResourceAsStream("/events/" + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("no event " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** With what only the run knows in the place of a word of the file. */
  static String of(String file, String word, String value) {
    var event = of(file);
    if (!event.contains(word)) {
      throw new IllegalArgumentException("no " + word + " in event " + file);
    }
    return event.replace(word, value);
  }
}

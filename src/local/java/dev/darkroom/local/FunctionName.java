package dev.darkroom.local;

import java.util.List;
import java.util.stream.Stream;

/**
 * The name by which Lambda is asked for a function: {@code submit}, {@code darkroom-submit}, or an
 * ARN, each perhaps with a version or an alias behind a colon.
 */
record FunctionName(String text) {
  /** The words that may be the function's own: the last one, and the one before a qualifier. */
  List<String> candidates() {
    var parts = List.of(text.split(":", -1));
    return Stream.of(parts.size(), parts.size() - 1)
        .filter(end -> end > 0)
        .map(end -> parts.get(end - 1))
        .map(part -> part.substring(part.lastIndexOf('-') + 1))
        .toList();
  }
}

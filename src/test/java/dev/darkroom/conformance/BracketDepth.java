package dev.darkroom.conformance;

/** Follows a JSON value through the lines of a text, until its last bracket. */
final class BracketDepth {
  private int depth;
  private boolean isInString;
  private boolean isEscaped;

  /** Whether the value ends within this text; what follows its end does not count. */
  boolean ends(CharSequence text) {
    for (int at = 0; at < text.length(); at++) {
      if (isLast(text.charAt(at))) {
        return true;
      }
    }
    return false;
  }

  private boolean isLast(char next) {
    if (isInString) {
      isInString = isEscaped || next != '"';
      isEscaped = !isEscaped && next == '\\';
      return false;
    }
    switch (next) {
      case '"' -> isInString = true;
      case '{', '[' -> depth++;
      case '}', ']' -> {
        depth--;
        return depth == 0;
      }
      default -> {}
    }
    return false;
  }
}

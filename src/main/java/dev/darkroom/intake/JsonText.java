package dev.darkroom.intake;

import java.util.Optional;

/** Texts that can be written in UTF-8, and read by every later reader. */
final class JsonText {
  private JsonText() {}

  /** The fault of a text. Half a character would become a question mark, and be paid for. */
  static Optional<String> fault(String text) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character == 0) {
        return Optional.of("holds the character U+0000: leave it out");
      }
      if (Character.isSurrogate(character)) {
        boolean isWhole =
            Character.isHighSurrogate(character)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
        if (!isWhole) {
          return Optional.of("holds half a surrogate pair: send whole characters");
        }
        index++;
      }
    }
    return Optional.empty();
  }

  /** The text with U+FFFD in the place of each character that cannot be shown. */
  static String legible(String text) {
    if (fault(text).isEmpty()) {
      return text;
    }
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .map(one -> one == 0 || (one >= 0xd800 && one <= 0xdfff) ? 0xfffd : one)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}

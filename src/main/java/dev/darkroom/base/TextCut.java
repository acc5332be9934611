package dev.darkroom.base;

/**
 * Cuts texts to a length in characters of Java (UTF-16). It never cuts within a surrogate pair:
 * DynamoDB and JSON take no half of a pair.
 */
public final class TextCut {
  private static final String MARK = "…";

  private TextCut() {}

  /** The first characters of the text; nothing shows that it was cut. */
  public static String plain(String text, int most) {
    return text.length() <= most ? text : start(text, most);
  }

  /** The first characters of the text; if it was cut, the last is an ellipsis. */
  public static String marked(String text, int most) {
    return text.length() <= most ? text : start(text, most - MARK.length()) + MARK;
  }

  private static String start(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}

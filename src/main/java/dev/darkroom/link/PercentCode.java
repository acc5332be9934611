package dev.darkroom.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;

/** Percent-encoding of the URL standard, in UTF-8. What is encoded stays as it is. */
public final class PercentCode {
  private static final String DIGITS = "0123456789ABCDEF";
  private static final String NOT_IN_A_QUERY = " \"#<>'";
  private static final String NOT_IN_A_PATH = " \"#<>?^`{}";

  private PercentCode() {}

  static String path(String text) {
    return encoded(text, one -> NOT_IN_A_PATH.indexOf(one) >= 0);
  }

  static String query(String text) {
    return encoded(text, one -> NOT_IN_A_QUERY.indexOf(one) >= 0);
  }

  /** Encodes the bytes of a header, which holds one byte in a character. */
  static String bytes(String latin) {
    var result = new StringBuilder();
    latin.chars().forEach(one -> append(result, one, one > 0x7e && one <= 0xff));
    return result.toString();
  }

  /** Decodes a text; a percent sign without two digits stands for itself. */
  public static byte[] decoded(String text) {
    var result = new ByteArrayOutputStream();
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at++) {
      int high =
          at + 2 < bytes.length && bytes[at] == '%' ? Character.digit(bytes[at + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
      result.write(low < 0 ? bytes[at] : high << 4 | low);
      at += low < 0 ? 0 : 2;
    }
    return result.toByteArray();
  }

  static boolean isAt(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  static void append(StringBuilder to, int value) {
    to.append('%').append(DIGITS.charAt(value >> 4)).append(DIGITS.charAt(value & 0xf));
  }

  private static void append(StringBuilder to, int value, boolean encode) {
    if (encode) {
      append(to, value);
    } else {
      to.append((char) value);
    }
  }

  private static String encoded(String text, IntPredicate isIllegal) {
    var result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            one -> {
              if (one > 0x1f && one < 0x7f) {
                append(result, one, isIllegal.test(one));
              } else {
                for (byte unit : utf8(one)) {
                  append(result, unit & 0xff);
                }
              }
            });
    return result.toString();
  }

  /** Half a surrogate pair becomes the replacement character. */
  private static byte[] utf8(int one) {
    boolean isHalf = one >= Character.MIN_SURROGATE && one <= Character.MAX_SURROGATE;
    return Character.toString(isHalf ? 0xfffd : one).getBytes(StandardCharsets.UTF_8);
  }
}

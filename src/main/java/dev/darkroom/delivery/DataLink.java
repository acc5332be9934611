package dev.darkroom.delivery;

import dev.darkroom.link.PercentCode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A result inside the provider's answer: {@code data:image/png;base64,…} (RFC 2397). */
final class DataLink {
  private static final Pattern PREFIX = Pattern.compile("(?i)\\s*data\\s*:");
  private static final Pattern IS_BASE64 = Pattern.compile("(?is).*;\\s*base64\\s*");

  private DataLink() {}

  /** Whether the text begins as such a link does. */
  static boolean isMeant(String text) {
    return PREFIX.matcher(text).lookingAt();
  }

  /** The bytes; empty if the text is malformed. */
  static Optional<byte[]> decoded(String text) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return Optional.empty();
    }
    var data = PercentCode.decoded(text.substring(comma + 1));
    return IS_BASE64.matcher(text.substring(0, comma)).matches() ? base64(data) : Optional.of(data);
  }

  /** Decodes forgivingly: blanks, a missing or doubled end, and both alphabets (RFC 4648). */
  private static Optional<byte[]> base64(byte[] data) {
    var digits = new ByteArrayOutputStream(data.length);
    for (byte one : data) {
      switch (one) {
        case ' ', '\t', '\n', '\r', '\f', '=' -> {}
        case '-' -> digits.write('+');
        case '_' -> digits.write('/');
        default -> digits.write(one);
      }
    }
    try {
      var text = digits.toString(StandardCharsets.ISO_8859_1);
      return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}

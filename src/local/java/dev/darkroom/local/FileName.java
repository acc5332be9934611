package dev.darkroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the file that an object lies in: its key, with everything but plain ASCII written as
 * in a URL. Without a locale Java cannot name a file otherwise, and the same key has to lead to the
 * same file in every locale.
 */
final class FileName {
  private static final Pattern ENCODED = Pattern.compile("(%[0-9A-F]{2})+");

  private FileName() {}

  static String of(String key) {
    var name = new StringBuilder();
    for (byte each : key.getBytes(UTF_8)) {
      if (each >= ' ' && each < 0x7f && each != '%') {
        name.append((char) each);
      } else {
        name.append(String.format(Locale.ROOT, "%%%02X", each));
      }
    }
    return name.toString();
  }

  /** The key of the object that a file of this name holds; no name is too odd to be listed. */
  static String key(String name) {
    return ENCODED
        .matcher(name)
        .replaceAll(run -> Matcher.quoteReplacement(new String(bytes(run.group()), UTF_8)));
  }

  private static byte[] bytes(String encoded) {
    return HexFormat.of().parseHex(encoded.replace("%", ""));
  }
}

package dev.darkroom.link;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL standard's "host parser": a name in ASCII, an IPv4 address as four decimal numbers, or an
 * IPv6 address in brackets. One reading only, whoever looks at it afterwards.
 *
 * <p>Names of other alphabets become ASCII as in UTS #46 without transition ({@code ß} stays what
 * it is), but for its table of characters without a use in names: those fail when the name is
 * looked up.
 */
final class HostName {
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\"#%/:<>?@\\[\\\\\\]^`{|}\\x7f]");
  private static final Pattern DOTS = Pattern.compile("[\u3002\uff0e\uff61]");

  /** Soft hyphens, joiners of words and variants of drawing: nothing in a name. */
  private static final Pattern IGNORED =
      Pattern.compile("[\u00ad\u034f\u180b-\u180d\u200b\u2060\ufe00-\ufe0f\ufeff]");

  /** Of a name in DNS (RFC 1035, section 2.3.4); no other leads anywhere. */
  private static final int LONGEST = 255;

  /** Each byte of it may be percent-encoded. */
  private static final int LONGEST_TEXT = 12 * LONGEST;

  private HostName() {}

  /** Bounded first: to find the ASCII of a name takes time as the square of its length. */
  static Optional<String> parse(String text) {
    return text.length() > LONGEST_TEXT ? Optional.empty() : bounded(text);
  }

  private static Optional<String> bounded(String text) {
    if (text.startsWith("[")) {
      return ipv6(text);
    }
    var decoded = new String(PercentCode.decoded(text), StandardCharsets.UTF_8);
    if (decoded.length() > LONGEST) {
      return Optional.empty();
    }
    return ascii(decoded)
        .map(HostName::withoutLastDot)
        .filter(name -> !name.isEmpty() && !name.endsWith(".") && !FORBIDDEN.matcher(name).find())
        .flatMap(name -> Ipv4Text.isMeant(name) ? Ipv4Text.parse(name) : Optional.of(name));
  }

  private static Optional<String> ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress.ofLiteral(text.substring(1, text.length() - 1));
      return text.indexOf(':') < 0 ? Optional.empty() : Optional.of(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> ascii(String name) {
    if (isAscii(name)) {
      return Optional.of(name.toLowerCase(Locale.ROOT));
    }
    var labels = new ArrayList<String>();
    for (var label : mapped(name).split("\\.", -1)) {
      if (label.codePoints().anyMatch(HostName::isNoLetter)) {
        return Optional.empty();
      }
      labels.add(isAscii(label) ? label : "xn--" + Punycode.encoded(label));
    }
    return Optional.of(String.join(".", labels));
  }

  private static String mapped(String name) {
    var dotted = DOTS.matcher(IGNORED.matcher(name).replaceAll("")).replaceAll(".");
    return lower(Normalizer.normalize(lower(dotted), Normalizer.Form.NFKC));
  }

  /** One by one: as a text, the last sigma of a word would become another. */
  private static String lower(String text) {
    var result = new StringBuilder();
    text.codePoints().map(Character::toLowerCase).forEach(result::appendCodePoint);
    return result.toString();
  }

  private static boolean isNoLetter(int one) {
    return one == 0xfffd
        || switch (Character.getType(one)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          default -> false;
        };
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(one -> one < 0x80);
  }

  /** It says only that the name is a whole one. */
  private static String withoutLastDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}

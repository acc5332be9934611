package dev.darkroom.link;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The URL standard's "host parser". Its result is a name in ASCII, an IPv4 address as four decimal
 * numbers, or an IPv6 address in brackets. There is one reading only, whoever uses it.
 *
 * <p>Names of other alphabets become ASCII as in UTS #46 without transition ({@code ß} stays as it
 * is). The table of characters that names may not have is left out: such names fail when they are
 * looked up.
 */
final class HostName {
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9A-Fa-f:.]+]");
  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\"#%/:<>?@\\[\\\\\\]^`{|}\\x7f]");
  private static final Pattern DOTS = Pattern.compile("[\u3002\uff0e\uff61]");

  /** Soft hyphens, joiners and variation selectors: ignored in a name. */
  private static final Pattern IGNORED =
      Pattern.compile("[\u00ad\u034f\u180b-\u180d\u200b\u2060\ufe00-\ufe0f\ufeff]");

  /** The longest name in DNS (RFC 1035, section 2.3.4); a longer one leads nowhere. */
  private static final int LONGEST = 255;

  /** Each byte of it may be percent-encoded. */
  private static final int LONGEST_TEXT = 12 * LONGEST;

  private HostName() {}

  /** Checks the length first: finding the ASCII of a name takes time as its length squared. */
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

  /** Lowers each character by itself: in a text, a final sigma would change. */
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

  /** Removes the last dot, which only says that the name is absolute. */
  private static String withoutLastDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}

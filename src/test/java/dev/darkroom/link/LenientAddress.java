package dev.darkroom.link;

import java.math.BigInteger;
import java.net.InetAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a host as the most obliging of all readers might: C's {@code inet_aton}, after decoding,
 * folding of wide characters and removal of dots around it. Written apart from {@link HostName}.
 */
final class LenientAddress {
  private LenientAddress() {}

  /** The IPv4 address, if any reader might see one; too large numbers wrap around. */
  static Optional<InetAddress> of(String host) {
    var folded =
        Normalizer.normalize(decoded(host), Normalizer.Form.NFKC)
            .replaceAll("[\u3002\uff0e\uff61]", ".")
            .replaceAll("[\\s\u0000\u00ad\u200b-\u200d\u2060\ufeff]", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("^\\.+|\\.+$", "");
    var parts = folded.split("\\.+", 0);
    if (parts.length > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int at = 0; at < parts.length; at++) {
      var number = number(parts[at]);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      boolean isLast = at == parts.length - 1;
      address |= isLast ? number.get() : (number.get() & 0xff) << (24 - 8 * at);
    }
    return Optional.of(AddressFuzzTest.of(32, BigInteger.valueOf(address & 0xffffffffL)));
  }

  private static Optional<Long> number(String text) {
    boolean isHex = text.startsWith("0x");
    boolean isOctal = !isHex && text.startsWith("0") && text.length() > 1;
    var digits = isHex ? text.substring(2) : text;
    if (digits.isEmpty()) {
      return isHex ? Optional.of(0L) : Optional.empty();
    }
    var form = isHex ? "[0-9a-f]{1,40}" : isOctal ? "[0-7]{1,40}" : "[0-9]{1,40}";
    return digits.matches(form)
        ? Optional.of(new BigInteger(digits, isHex ? 16 : isOctal ? 8 : 10).longValue())
        : Optional.empty();
  }

  private static String decoded(String text) {
    var out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) == '%' && text.substring(at).matches("(?s)%[0-9a-fA-F]{2}.*")) {
        out.append((char) Integer.parseInt(text.substring(at + 1, at + 3), 16));
        at += 2;
      } else {
        out.append(text.charAt(at));
      }
    }
    return out.toString();
  }
}

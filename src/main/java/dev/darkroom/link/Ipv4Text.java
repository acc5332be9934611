package dev.darkroom.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The URL standard's "IPv4 parser": one to four numbers, decimal, octal or hexadecimal. */
final class Ipv4Text {
  private static final Pattern LAST = Pattern.compile("([0-9]+|0[xX][0-9a-fA-F]*)");

  private Ipv4Text() {}

  /** Whether the host ends in a number: then it must be an address. */
  static boolean isMeant(String host) {
    return LAST.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
  }

  /** The address as four decimal numbers. */
  static Optional<String> parse(String host) {
    var numbers = new ArrayList<Long>();
    for (var part : List.of(host.split("\\.", -1))) {
      var number = number(part);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.getAsLong());
    }
    if (numbers.size() > 4) {
      return Optional.empty();
    }
    long last = numbers.removeLast();
    int bytesOfLast = 4 - numbers.size();
    if (numbers.stream().anyMatch(one -> one > 255) || last >= 1L << (8 * bytesOfLast)) {
      return Optional.empty();
    }
    long address = last;
    for (int i = 0; i < numbers.size(); i++) {
      address |= numbers.get(i) << (8 * (3 - i));
    }
    return Optional.of(
        "%d.%d.%d.%d"
            .formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255));
  }

  private static OptionalLong number(String part) {
    boolean isHex = part.startsWith("0x") || part.startsWith("0X");
    int radix = isHex ? 16 : part.length() > 1 && part.startsWith("0") ? 8 : 10;
    var digits = (isHex ? part.substring(2) : part).replaceFirst("^0+(?=.)", "");
    if (digits.isEmpty()) {
      return isHex ? OptionalLong.of(0) : OptionalLong.empty();
    }
    if (digits.length() > 12 || digits.chars().anyMatch(one -> Character.digit(one, radix) < 0)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(digits, radix));
  }
}

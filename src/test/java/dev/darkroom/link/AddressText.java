package dev.darkroom.link;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ways to write an address as a host.
 *
 * @param host the text
 * @param kind what readers see in it
 */
record AddressText(String host, Kind kind) {
  /** What readers see in a text. */
  enum Kind {
    /** The URL standard reads this very address from it. */
    PLAIN,
    /** Some reader sees the address in it, or one that leads there. */
    DISGUISE,
    /** One letter was added: it may be anything. */
    SPOILT
  }

  static AddressText any(InetAddress address, Random random) {
    return address instanceof Inet4Address ? ofFour(address, random) : ofSix(address, random);
  }

  private static AddressText ofFour(InetAddress address, Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> new AddressText(address.getHostAddress(), Kind.PLAIN);
      case 1 -> new AddressText("[::ffff:" + address.getHostAddress() + "]", Kind.DISGUISE);
      case 2 -> new AddressText("[::" + address.getHostAddress() + "]", Kind.DISGUISE);
      case 3 -> new AddressText("[64:ff9b::" + address.getHostAddress() + "]", Kind.DISGUISE);
      case 4 ->
          new AddressText(
              "[2002:" + hex(address, 0) + ":" + hex(address, 2) + "::1]", Kind.DISGUISE);
      case 5 ->
          new AddressText(
              "[::ffff:" + hex(address, 0) + ":" + hex(address, 2) + "]", Kind.DISGUISE);
      case 6 -> new AddressText("[" + address.getHostAddress() + "]", Kind.DISGUISE);
      default -> dressed(numbers(address.getAddress(), random), random);
    };
  }

  /** One to four numbers, each decimal, octal or hexadecimal; the last one holds the rest. */
  private static String numbers(byte[] bytes, Random random) {
    int count = 1 + random.nextInt(4);
    return IntStream.range(0, count)
        .mapToObj(
            at -> {
              long number = bytes[at] & 0xff;
              for (int more = at + 1; at == count - 1 && more < 4; more++) {
                number = number << 8 | (bytes[more] & 0xff);
              }
              return number(number, random);
            })
        .collect(Collectors.joining("."));
  }

  private static String number(long value, Random random) {
    var zeros = "0".repeat(random.nextInt(4) == 0 ? random.nextInt(20) : 0);
    return switch (random.nextInt(3)) {
      case 0 -> Long.toString(value);
      case 1 -> (random.nextBoolean() ? "0x" : "0X") + zeros + Long.toHexString(value);
      default -> "0" + zeros + Long.toOctalString(value);
    };
  }

  /** Letters that readers decode, fold or drop. */
  private static AddressText dressed(String plain, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new AddressText(plain.toUpperCase(Locale.ROOT), Kind.PLAIN);
      case 1 -> new AddressText(plain + ".", Kind.PLAIN);
      case 2 ->
          new AddressText(each(plain, random, one -> "%%%02x".formatted((int) one)), Kind.PLAIN);
      case 3 -> new AddressText(each(plain, random, AddressText::wide), Kind.PLAIN);
      case 4 ->
          new AddressText(
              plain.replace('.', "\u3002\uff0e\uff61".charAt(random.nextInt(3))), Kind.PLAIN);
      case 5 ->
          new AddressText(placed(plain, random, "\u00ad\u200b\u2060\ufeff\t\n\r"), Kind.PLAIN);
      case 6 -> new AddressText(placed(plain, random, "\u0000 _-+xg\u0661\u200d."), Kind.SPOILT);
      default -> new AddressText(plain, Kind.PLAIN);
    };
  }

  private static String wide(char one) {
    return "" + (one > ' ' && one < 0x7f ? (char) (one + 0xfee0) : one);
  }

  private static String each(
      String text, Random random, java.util.function.Function<Character, String> other) {
    return text.chars()
        .mapToObj(one -> random.nextBoolean() ? other.apply((char) one) : "" + (char) one)
        .collect(Collectors.joining());
  }

  private static String placed(String text, Random random, String some) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + some.charAt(random.nextInt(some.length())) + text.substring(at);
  }

  private static AddressText ofSix(InetAddress address, Random random) {
    var text = address.getHostAddress();
    return switch (random.nextInt(5)) {
      case 0 -> new AddressText("[" + text + "%25eth0]", Kind.DISGUISE);
      case 1 -> new AddressText("[" + text + "%1]", Kind.DISGUISE);
      case 2 -> new AddressText(("[" + text + "]").toUpperCase(Locale.ROOT), Kind.PLAIN);
      case 3 -> new AddressText("[" + padded(address) + "]", Kind.PLAIN);
      default -> new AddressText("[" + text + "]", Kind.PLAIN);
    };
  }

  private static String padded(InetAddress address) {
    return IntStream.range(0, 8)
        .mapToObj(at -> hex(address, 2 * at))
        .collect(Collectors.joining(":"));
  }

  private static String hex(InetAddress address, int at) {
    return HexFormat.of().formatHex(address.getAddress(), at, at + 2);
  }
}

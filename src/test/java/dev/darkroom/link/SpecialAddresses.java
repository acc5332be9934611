package dev.darkroom.link;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that are not on the public internet, written apart from {@link AddressRule}: IANA's
 * registries of special-purpose addresses (RFC 6890 and its updates), each block with its RFC. A
 * block is a range of numbers here, not a prefix of bytes.
 */
final class SpecialAddresses {
  /** In the registry with "globally reachable: false", or not unicast at all. */
  private static final List<Range> NOT_GLOBAL =
      ranges(
          "0.0.0.0/8 RFC 791", // this network
          "0.0.0.0/32 RFC 1122", // this host
          "10.0.0.0/8 RFC 1918",
          "100.64.0.0/10 RFC 6598",
          "127.0.0.0/8 RFC 1122",
          "169.254.0.0/16 RFC 3927",
          "172.16.0.0/12 RFC 1918",
          "192.0.0.0/24 RFC 6890",
          "192.0.0.0/29 RFC 7335",
          "192.0.0.8/32 RFC 7600",
          "192.0.0.170/31 RFC 7050",
          "192.0.2.0/24 RFC 5737",
          "192.168.0.0/16 RFC 1918",
          "198.18.0.0/15 RFC 2544",
          "198.51.100.0/24 RFC 5737",
          "203.0.113.0/24 RFC 5737",
          "224.0.0.0/4 RFC 5771", // multicast
          "240.0.0.0/4 RFC 1112",
          "255.255.255.255/32 RFC 8190",
          "::/128 RFC 4291",
          "::1/128 RFC 4291",
          "::ffff:0:0/96 RFC 4291",
          "64:ff9b:1::/48 RFC 8215",
          "100::/64 RFC 6666",
          "100:0:0:1::/64 RFC 9780",
          "2001::/23 RFC 2928",
          "2001:2::/48 RFC 5180",
          "2001:10::/28 RFC 4843",
          "2001:db8::/32 RFC 3849",
          "3fff::/20 RFC 9637",
          "5f00::/16 RFC 9602",
          "fc00::/7 RFC 4193",
          "fe80::/10 RFC 4291",
          "fec0::/10 RFC 3879", // site-local
          "ff00::/8 RFC 4291"); // multicast

  /** Reachable or no matter of reach, and refused all the same. */
  private static final List<Range> REFUSED_ANYWAY =
      ranges(
          "192.88.99.0/24 RFC 7526", // 6to4 relays, deprecated
          "::/96 RFC 4291", // IPv4-compatible, deprecated
          "64:ff9b::/96 RFC 6052", // an IPv4 address behind a translator
          "2001::/32 RFC 4380", // Teredo: an IPv4 address in disguise
          "2002::/16 RFC 3056", // 6to4: an IPv4 address in disguise
          "::/3 RFC 4291", // all but 2000::/3 is unassigned, and no global unicast
          "4000::/2 RFC 4291",
          "8000::/1 RFC 4291");

  private static final List<Range> ALL =
      Stream.of(NOT_GLOBAL, REFUSED_ANYWAY).flatMap(List::stream).toList();

  private SpecialAddresses() {}

  static boolean has(InetAddress address) {
    int bits = address instanceof Inet4Address ? 32 : 128;
    var number = new BigInteger(1, address.getAddress());
    return ALL.stream().anyMatch(range -> range.bits() == bits && range.contains(number));
  }

  /** The first and the last address of each block, and their neighbours. */
  static List<Edge> edges() {
    return ALL.stream()
        .flatMap(
            range ->
                Stream.of(
                        range.first(),
                        range.last(),
                        range.first().subtract(BigInteger.ONE),
                        range.last().add(BigInteger.ONE))
                    .filter(number -> number.signum() >= 0 && number.bitLength() <= range.bits())
                    .map(number -> new Edge(range.bits(), number)))
        .toList();
  }

  private static List<Range> ranges(String... lines) {
    return Stream.of(lines).map(Range::parse).toList();
  }

  /** A number at the edge of a block. */
  record Edge(int bits, BigInteger number) {}

  private record Range(int bits, BigInteger first, BigInteger last) {
    boolean contains(BigInteger number) {
      return number.compareTo(first) >= 0 && number.compareTo(last) <= 0;
    }

    static Range parse(String line) {
      var parts = line.split("[/ ]", 3);
      int bits = parts[0].indexOf(':') < 0 ? 32 : 128;
      var first = bits == 32 ? ofQuad(parts[0]) : ofGroups(parts[0]);
      var size = BigInteger.ONE.shiftLeft(bits - Integer.parseInt(parts[1]));
      return new Range(bits, first, first.add(size).subtract(BigInteger.ONE));
    }

    private static BigInteger ofQuad(String text) {
      var number = BigInteger.ZERO;
      for (var part : List.of(text.split("\\.", 4))) {
        number = number.shiftLeft(8).add(new BigInteger(part));
      }
      return number;
    }

    /** Sixteen bits a group; the two colons stand for zeros. */
    private static BigInteger ofGroups(String text) {
      var halves = text.split("::", -1);
      var front = groups(halves[0]);
      var back = groups(halves[1]);
      var number = BigInteger.ZERO;
      for (int at = 0; at < 8; at++) {
        int fromEnd = at - (8 - back.size());
        var group =
            at < front.size() ? front.get(at) : fromEnd >= 0 ? back.get(fromEnd) : BigInteger.ZERO;
        number = number.shiftLeft(16).add(group);
      }
      return number;
    }

    private static List<BigInteger> groups(String text) {
      return text.isEmpty()
          ? List.of()
          : Stream.of(text.split(":", 8)).map(group -> new BigInteger(group, 16)).toList();
    }
  }
}

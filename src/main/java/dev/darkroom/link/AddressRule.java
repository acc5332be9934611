package dev.darkroom.link;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses an untrusted link may lead to: global unicast only.
 *
 * <p>The blocks are from IANA's special-purpose registries (RFC 6890 and its updates) as of
 * November 2026.
 */
public final class AddressRule {
  private static final List<Block> REFUSED_V4 =
      List.of(
          Block.of(8, 0), // this host
          Block.of(8, 10), // private
          Block.of(10, 100, 64), // carrier-grade NAT
          Block.of(8, 127), // loopback
          Block.of(16, 169, 254), // link-local, and the metadata services
          Block.of(12, 172, 16), // private
          Block.of(24, 192, 0, 0), // protocol assignments
          Block.of(24, 192, 0, 2), // documentation
          Block.of(24, 192, 88, 99), // 6to4 relays
          Block.of(16, 192, 168), // private
          Block.of(15, 198, 18), // benchmarks
          Block.of(24, 198, 51, 100), // documentation
          Block.of(24, 203, 0, 113), // documentation
          Block.of(3, 224)); // multicast, reserved and broadcast

  private static final Block GLOBAL_V6 = Block.of(3, 0x20);

  private static final List<Block> REFUSED_V6 =
      List.of(
          Block.of(23, 0x20, 0x01), // protocol assignments: Teredo, ORCHID, ...
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8), // documentation
          Block.of(16, 0x20, 0x02), // 6to4: an IPv4 address in disguise
          Block.of(20, 0x3f, 0xff)); // documentation

  private AddressRule() {}

  /** Whether this address is on the public internet. */
  public static boolean isPublic(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet4Address
        ? REFUSED_V4.stream().noneMatch(block -> block.contains(bytes))
        : GLOBAL_V6.contains(bytes)
            && REFUSED_V6.stream().noneMatch(block -> block.contains(bytes));
  }

  /** Addresses that begin with the same bits. */
  private record Block(List<Integer> prefix, int bits) {

    static Block of(int bits, Integer... prefix) {
      return new Block(List.of(prefix), bits);
    }

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit += 8) {
        int index = bit / 8;
        int expected = index < prefix.size() ? prefix.get(index) : 0;
        int ignored = Math.max(0, bit + 8 - bits);
        if ((address[index] & 0xff) >> ignored != expected >> ignored) {
          return false;
        }
      }
      return true;
    }
  }
}

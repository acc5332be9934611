package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.testing.fuzz.Fuzz;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random addresses, many at the edges of blocks: {@link AddressRule} and IANA's lists agree. */
class AddressFuzzTest {
  private static final List<SpecialAddresses.Edge> EDGES = SpecialAddresses.edges();

  @Test
  void anAddressIsPublicWhereNoListNamesIt() {
    new Fuzz("addresses", 100_000, 2_000_000)
        .each(
            AddressFuzzTest::address,
            InetAddress::getHostAddress,
            address ->
                assertThat(AddressRule.isPublic(address))
                    .isEqualTo(!SpecialAddresses.has(address)));
  }

  @Test
  void aHostIsFollowedOnlyIfAllItsAddressesArePublic() {
    new Fuzz("resolved hosts", 20_000, 1_000_000)
        .each(
            random ->
                IntStream.range(0, 1 + random.nextInt(3)).mapToObj(_ -> address(random)).toList(),
            all -> all.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(" ")),
            AddressFuzzTest::judge);
  }

  private static void judge(List<InetAddress> all) {
    var guard = new LinkGuard(_ -> all, Set.of(), Origin.HTTPS_PORT);

    var verdict = guard.check(WebLink.parse("https://pictures.example/a.png").orElseThrow());

    assertThat(verdict instanceof Allowed).isEqualTo(all.stream().noneMatch(SpecialAddresses::has));
    if (verdict instanceof Allowed(var _, var address)) {
      assertThat(all).contains(address);
    }
  }

  /** Anything; or the edge of a block; or near such an edge. */
  static InetAddress address(Random random) {
    if (random.nextInt(3) == 0) {
      var edge = EDGES.get(random.nextInt(EDGES.size()));
      return of(edge.bits(), edge.number());
    }
    if (random.nextBoolean()) {
      var edge = EDGES.get(random.nextInt(EDGES.size()));
      return of(edge.bits(), edge.number().flipBit(random.nextInt(edge.bits())));
    }
    int bits = random.nextBoolean() ? 32 : 128;
    var number = new BigInteger(bits, random);
    boolean isGlobal = bits == 128 && random.nextInt(4) > 0;
    return of(bits, isGlobal ? number.clearBit(127).clearBit(126).setBit(125) : number);
  }

  static InetAddress of(int bits, BigInteger number) {
    var bytes = new byte[bits / 8];
    var digits = number.toByteArray();
    int length = Math.min(digits.length, bytes.length);
    System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(Arrays.toString(bytes), impossible);
    }
  }
}

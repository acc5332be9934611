package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.AddressText.Kind;
import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.testing.fuzz.Fuzz;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Addresses in every textual form, as links and as targets of redirects: none that is not public is
 * ever followed or handed on, and no public one in a plain form is refused.
 */
class LinkFuzzTest {
  private static final WebLink BASE = WebLink.parse("https://pictures.example/a/b.png").get();
  private static final LinkRule RULE = LinkRule.of(Set.of(), Origin.HTTPS_PORT);
  private static final LinkGuard GUARD =
      new LinkGuard(LinkFuzzTest::resolved, Set.of(), Origin.HTTPS_PORT);

  private static final List<String> STARTS =
      List.of("https://", "HTTPS://", "https:", "https:/\\", "ht\ntps:///", " https:\\\\");
  private static final List<String> REDIRECTS =
      List.of("//", "\\\\", "/\\", "https://", "https:\\\\", "https:////", "\t//");
  private static final List<String> ENDS =
      List.of("", "/", "/a.png", ":443/", ":0443", "\\x", "?x", "#y", ":/", "/../@public.example/");

  /**
   * A text with an address in the place of its host.
   *
   * @param isRedirect whether it stands in a {@code Location}
   */
  private record Written(String text, InetAddress address, Kind kind, boolean isRedirect) {}

  @Test
  void noFormOfAnAddressLeadsAstray() {
    new Fuzz("links", 20_000, 1_000_000)
        .each(LinkFuzzTest::written, LinkFuzzTest::words, LinkFuzzTest::judge);
  }

  private static Written written(Random random) {
    var address = AddressFuzzTest.address(random);
    var text = AddressText.any(address, random);
    boolean isRedirect = random.nextInt(4) == 0;
    boolean isBare = random.nextInt(3) > 0;
    var starts = isRedirect ? REDIRECTS : STARTS;
    var start = isBare ? starts.getFirst() : pick(random, starts);
    var user = random.nextInt(12) == 0 ? "public.example@" : "";
    var end = isBare ? "/a.png" : pick(random, ENDS);
    var kind = user.isEmpty() || text.kind() == Kind.SPOILT ? text.kind() : Kind.DISGUISE;
    return new Written(start + user + text.host() + end, address, kind, isRedirect);
  }

  private static void judge(Written written) {
    var link = written.isRedirect() ? BASE.resolve(written.text()) : WebLink.parse(written.text());

    var verdict = link.map(GUARD::check);

    boolean isPublic = !SpecialAddresses.has(written.address());
    boolean isPlain = written.kind() == Kind.PLAIN;
    if (isPlain || (written.kind() == Kind.DISGUISE && !isPublic)) {
      assertThat(verdict.filter(Allowed.class::isInstance).isPresent())
          .isEqualTo(isPublic && isPlain);
    }
    if (verdict.orElse(null) instanceof Allowed(var origin, var address)) {
      assertThat(address).isEqualTo(isPlain ? written.address() : address);
      assertThat(SpecialAddresses.has(address)).isFalse();
      assertThat(origin.isSecure()).isTrue();
    }
    if (!written.isRedirect()) {
      WebLink.webUri(written.text())
          .filter(uri -> RULE.objection(uri).isEmpty())
          .ifPresent(LinkFuzzTest::assertHarmless);
    }
  }

  /** Others read it too: an obliging reader must not see an address that is not public. */
  private static void assertHarmless(URI uri) {
    var host = Optional.ofNullable(uri.getHost()).orElse(uri.getRawAuthority());
    assertThat(LenientAddress.of(host).filter(SpecialAddresses::has)).as(uri.toString()).isEmpty();
  }

  /** Only addresses and real names are looked up: nothing that another reader takes otherwise. */
  private static List<InetAddress> resolved(String host) {
    if (host.startsWith("[")) {
      return List.of(InetAddress.ofLiteral(host.substring(1, host.length() - 1)));
    }
    var seen = LenientAddress.of(host);
    boolean isQuad = host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    assertThat(seen.map(InetAddress::getHostAddress))
        .as("looked up: %s", host)
        .isEqualTo(isQuad ? Optional.of(host) : Optional.empty());
    return List.of(seen.orElse(InetAddress.ofLiteral("8.8.8.8")));
  }

  private static String words(Written written) {
    return Fuzz.literal(written.text()) + " for " + written.address().getHostAddress();
  }

  private static <T> T pick(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}

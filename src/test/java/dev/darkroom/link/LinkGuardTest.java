package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.LinkVerdict.Allowed;
import dev.darkroom.link.LinkVerdict.Forbidden;
import dev.darkroom.link.LinkVerdict.Transient;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkGuardTest {
  private final TestingResolver resolver = new TestingResolver();

  @Test
  void aPublicHostIsPinnedToItsAddress() {
    resolver.knows("pictures.test", "1.1.1.1");

    var verdict = guard().check(link("https://Pictures.test/a.png?signature=x"));

    assertThat(verdict)
        .isEqualTo(
            new Allowed(
                new Origin("https", "pictures.test", 443), InetAddress.ofLiteral("1.1.1.1")));
    assertThat(resolver.questions()).containsExactly("pictures.test");
  }

  @Test
  void anIPv4AddressIsPreferred() {
    resolver.knows("pictures.test", "2606:4700:4700::1111", "1.1.1.1");

    assertThat(guard().check(link("https://pictures.test/")))
        .isInstanceOfSatisfying(
            Allowed.class,
            allowed -> assertThat(allowed.address()).isEqualTo(InetAddress.ofLiteral("1.1.1.1")));
  }

  @Test
  void oneAddressThatIsNotPublicIsOneTooMany() {
    resolver.knows("pictures.test", "1.1.1.1", "10.0.0.1");

    assertThat(guard().check(link("https://pictures.test/"))).isInstanceOf(Forbidden.class);
  }

  @Test
  void aHostThatIsNotFoundMayBeFoundLater() {
    assertThat(guard().check(link("https://nowhere.test/"))).isInstanceOf(Transient.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pictures.test/",
        "ftp://pictures.test/",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "mailto:a@pictures.test",
        "//pictures.test/",
        "/a.png",
        "https://user@pictures.test/",
        "https://user:secret@pictures.test/",
        "https://@pictures.test/",
        "https://pictures.test:8443/",
        "https://pictures.test:22/",
        "https://2130706433/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://0x7f.0.0.1/",
        "https://0177.0.0.1/",
        "https://127.0.0.01/",
        "https://127.1/",
        "https://a.0x8/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/"
      })
  void aLinkOfAnotherFormIsRefusedUnresolved(String link) {
    assertThat(guard().check(URI.create(link))).isInstanceOf(Forbidden.class);
    assertThat(resolver.questions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[::ffff:8.8.8.8]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[fd00:ec2::254]/"
      })
  void anAddressInPlaceOfAHostIsJudgedAsOne(String link) {
    assertThat(systemGuard().check(URI.create(link))).isInstanceOf(Forbidden.class);
  }

  @Test
  void aPublicAddressInPlaceOfAHostIsTaken() {
    assertThat(systemGuard().check(link("https://8.8.8.8/"))).isInstanceOf(Allowed.class);
    assertThat(systemGuard().check(link("https://[2606:4700:4700::1111]/")))
        .isInstanceOf(Allowed.class);
  }

  @Test
  void theRefusalDoesNotRepeatTheLink() {
    assertThat(guard().check(link("http://pictures.test/?signature=secret")).toString())
        .doesNotContain("pictures", "secret");
  }

  @Test
  void aTrustedOriginMayBePrivatePlainAndOnAnyPort() {
    resolver.knows("simulator.test", "127.0.0.1");
    var guard = guard("http://simulator.test:9090");

    assertThat(guard.check(link("http://simulator.test:9090/a.png"))).isInstanceOf(Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://simulator.test:9091/",
        "https://simulator.test:9090/",
        "https://simulator.test/",
        "http://other.test:9090/",
        "http://user@simulator.test:9090/"
      })
  void trustIsForTheExactOrigin(String link) {
    resolver.knows("simulator.test", "127.0.0.1");
    resolver.knows("other.test", "127.0.0.1");

    assertThat(guard("http://simulator.test:9090").check(URI.create(link)))
        .isInstanceOf(Forbidden.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulator.test",
        "http://simulator.test/path",
        "ftp://simulator.test",
        "https://user@simulator.test",
        "https://*.test",
        "not an origin"
      })
  void theErrorOfAMalformedTrustedOriginNamesTheVariable(String text) {
    assertThatThrownBy(() -> Origin.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DARKROOM_DELIVERY_TRUSTED_ORIGINS");
  }

  private static WebLink link(String text) {
    return WebLink.parse(text).orElseThrow();
  }

  private LinkGuard guard(String... trusted) {
    var origins = List.of(trusted).stream().map(Origin::parse).toList();
    return new LinkGuard(resolver, Set.copyOf(origins), 443);
  }

  /** Literals are read as the platform reads them, without a name look-up. */
  private static LinkGuard systemGuard() {
    return new LinkGuard(host -> List.of(InetAddress.getAllByName(host)), Set.of(), 443);
  }
}

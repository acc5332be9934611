package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expectations from the URL standard (url.spec.whatwg.org) and its test data (urltestdata.json).
 */
class WebLinkTest {

  /** Text, then link. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "https://example.com → https://example.com/",
        "HTTPS://EXAMPLE.com/../x → https://example.com/x",
        "https:example.com → https://example.com/",
        "https:///example.com/a → https://example.com/a",
        "https:\\\\example.com\\a\\b?c\\d → https://example.com/a/b?c\\d",
        "https://example.com:443/ → https://example.com/",
        "https://example.com:/ → https://example.com/",
        "https://example.com:00000000000443/ → https://example.com/",
        "https://example.com:8443/x → https://example.com:8443/x",
        "http://example.com:80/x → http://example.com/x",
        "https://example.com?a=b → https://example.com/?a=b",
        "https://example.com#f?x → https://example.com/",
        "https://example.com/a#b?c=d → https://example.com/a",
        "https://example.com/a|b{c}[d]\"e^f`g<h>i j → https://example.com/a|b%7Bc%7D[d]%22e%5Ef%60g%3Ch%3Ei%20j",
        "https://example.com/?a|b{c}[d]\"e^f`g<h>i j'k → https://example.com/?a|b{c}[d]%22e^f`g%3Ch%3Ei%20j%27k",
        "https://example.com/100%/%zz/%4/%41?%&%zz → https://example.com/100%/%zz/%4/%41?%&%zz",
        "https://example.com/e%CC%81 → https://example.com/e%CC%81",
        "https://example.com/e\u0301 → https://example.com/e%CC%81",
        "https://example.com/\u00e9?\u00e9 → https://example.com/%C3%A9?%C3%A9",
        "https://example.com/\u1fef → https://example.com/%E1%BF%AF",
        "https://example.com/\ud83e\udd8a → https://example.com/%F0%9F%A6%8A",
        "https://example.com/\u007f\u0080 → https://example.com/%7F%C2%80",
        "https://example.com/a/./b/../c → https://example.com/a/c",
        "https://example.com/a/%2e/b/%2E%2e/c → https://example.com/a/c",
        "https://example.com/a/b/.. → https://example.com/a/",
        "https://example.com/a/b/. → https://example.com/a/b/",
        "https://example.com/../../a → https://example.com/a",
        "https://example.com//a//../b → https://example.com//a/b",
        "https://example.com/... → https://example.com/...",
        "https://example.com/%2e%2e%2e → https://example.com/%2e%2e%2e",
        "https://example.com/a;b=c,d:e@f&g=h+i$j!k~l*m(n) → https://example.com/a;b=c,d:e@f&g=h+i$j!k~l*m(n)",
        "https://a_b.example.com/ → https://a_b.example.com/",
        "https://_dmarc/ → https://_dmarc/",
        "https://b\u00fccher.example/ → https://xn--bcher-kva.example/",
        "https://B\u00dcCHER.example/ → https://xn--bcher-kva.example/",
        "https://bu\u0308cher.example/ → https://xn--bcher-kva.example/",
        "https://fa\u00df.example/ → https://xn--fa-hia.example/",
        "https://\u4f60\u597d\u4f60\u597d/ → https://xn--6qqa088eba/",
        "https://\uff27\uff4f.com/ → https://go.com/",
        "https://\u30c6\u30b9\u30c8\u3002jp/ → https://xn--zckzah.jp/",
        "https://\u2603.net/ → https://xn--n3h.net/",
        "https://ex%41mple.com/ → https://example.com/",
        "https://%62%C3%BCcher.example/ → https://xn--bcher-kva.example/",
        "https://a\u00adb.example/ → https://ab.example/",
        "https://example.com./ → https://example.com/",
        "https://2130706433/ → https://127.0.0.1/",
        "https://0x7f.1/ → https://127.0.0.1/",
        "https://0177.0.0.0x1/ → https://127.0.0.1/",
        "https://192.168.257/ → https://192.168.1.1/",
        "https://\uff10\uff38\uff17f.0.0.1/ → https://127.0.0.1/",
        "https://8.8.8.8./ → https://8.8.8.8/",
        "https://256/ → https://0.0.1.0/",
        "https://255.255.255.255/ → https://255.255.255.255/",
        "https://example.com:65535/ → https://example.com:65535/",
        "https://[::1]:8443/x → https://[::1]:8443/x",
        "https://[2001:DB8::A]/ → https://[2001:db8::a]/",
        "https://user@example.com/x → https://example.com/x",
        "https://user:pass@word@example.com/x → https://example.com/x"
      })
  void aTextIsReadAsBrowsersReadIt(String text, String link) {
    assertThat(text(WebLink.parse(text).orElseThrow())).isEqualTo(link);
  }

  @Test
  void blanksAroundAndLineBreaksWithinAreNoPartOfALink() {
    assertThat(
            text(WebLink.parse(" \u0000\t\nhttps://exa\nmple.com/a\tb\r\nc \u001f").orElseThrow()))
        .isEqualTo("https://example.com/abc");
  }

  @Test
  void halfASurrogatePairIsTheReplacementCharacter() {
    assertThat(text(WebLink.parse("https://example.com/\ud83e?\udd8a").orElseThrow()))
        .isEqualTo("https://example.com/%EF%BF%BD?%EF%BF%BD");
    assertThat(text(WebLink.parse("https://example.com/\ud800?\udfff").orElseThrow()))
        .isEqualTo("https://example.com/%EF%BF%BD?%EF%BF%BD");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "fox.png",
        "/a.png",
        "//example.com/a.png",
        "https://",
        "https:",
        "https://?",
        "https://:443/",
        "https://@/",
        "https://user@/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "mailto:a@example.com",
        "1https://example.com/",
        "https://a b/",
        "https://a<b/",
        "https://a%00b/",
        "https://a%2fb/",
        "https://a^b/",
        "https://a|b/",
        "https://a%/",
        "https://example.com:65536/",
        "https://example.com:12a/",
        "https://example.com:-1/",
        "https://1.2.3.4.5/",
        "https://1.2.3.256/",
        "https://1.2.65536/",
        "https://1.16777216/",
        "https://256.256.256.256/",
        "https://4294967296/",
        "https://0x100000000/",
        "https://1.2.3.08/",
        "https://1..2/",
        "https://a.0x8/",
        "https://[::1/",
        "https://[]/",
        "https://[::1]x/",
        "https://[fe80::1%25eth0]/",
        "https://[1.2.3.4]/",
        "https://[g::1]/",
        "https://\ufffd.example/",
        "https://a\u0080b.example/",
        "https://\ue000.example/"
      })
  void anythingElseIsNoLink(String text) {
    assertThat(WebLink.parse(text)).isEmpty();
  }

  /** Base, text, link: RFC 3986, section 5.4, where browsers agree, and what they do beyond. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "g → /b/c/g",
        "./g → /b/c/g",
        "g/ → /b/c/g/",
        "/g → /g",
        "?y → /b/c/d;p?y",
        "g?y → /b/c/g?y",
        "#s → /b/c/d;p?q",
        "g#s → /b/c/g",
        "g?y#s → /b/c/g?y",
        ";x → /b/c/;x",
        "`` → /b/c/d;p?q",
        ". → /b/c/",
        "./ → /b/c/",
        ".. → /b/",
        "../g → /b/g",
        "../.. → /",
        "../../g → /g",
        "../../../g → /g",
        "/./g → /g",
        "/../g → /g",
        "g. → /b/c/g.",
        "..g → /b/c/..g",
        "./../g → /b/g",
        "g;x=1/../y → /b/c/y",
        "g?y/../x → /b/c/g?y/../x",
        "%2e%2e/g → /b/g",
        "\\g → /g",
        "a b|c?{d} → /b/c/a%20b|c?{d}",
        "https:g → /b/c/g",
        "HTTPS:/g → /g"
      })
  void aRelativeLinkIsFoundWhereBrowsersFindIt(String text, String target) {
    var base = WebLink.parse("https://a.example/b/c/d;p?q").orElseThrow();

    var link = base.resolve(text).orElseThrow();

    assertThat(link.target()).isEqualTo(target);
    assertThat(link.origin()).isEqualTo(base.origin());
  }

  @ParameterizedTest
  @CsvSource({
    "//other.example/g, https://other.example/g",
    "\\\\other.example\\g, https://other.example/g",
    "http://other.example/g, http://other.example/g",
    "http:other.example/g, http://other.example/g",
    "https://other.example, https://other.example/"
  })
  void aLinkMayLeadToAnotherHost(String text, String link) {
    var base = WebLink.parse("https://a.example/b/c/d;p?q").orElseThrow();

    assertThat(text(base.resolve(text).orElseThrow())).isEqualTo(link);
  }

  @Test
  void credentialsAreSeenAndNotKept() {
    var link = WebLink.parse("https://user:secret@example.com/").orElseThrow();

    assertThat(link.hasCredentials()).isTrue();
    assertThat(link.origin().host()).isEqualTo("example.com");
    assertThat(WebLink.parse("https://example.com/@").orElseThrow().hasCredentials()).isFalse();
  }

  @Test
  void aLinkIsNeverPrinted() {
    assertThat(WebLink.parse("https://example.com/?signature=secret").orElseThrow().toString())
        .isEqualTo("WebLink[***]");
  }

  @Test
  void aNameIsAtMostAsLongAsDnsAllows() {
    assertThat(WebLink.parse("https://" + "a".repeat(255))).isPresent();
    assertThat(WebLink.parse("https://" + "a".repeat(256))).isEmpty();
    assertThat(WebLink.parse("https://" + "%61".repeat(255))).isPresent();
  }

  @Test
  void plainLinksAreAskedForOverHttps() {
    assertThat(text(WebLink.parse("http://example.com/a?b").orElseThrow().secured()))
        .isEqualTo("https://example.com/a?b");
    assertThat(text(WebLink.parse("http://example.com:8080/").orElseThrow().secured()))
        .isEqualTo("https://example.com:8080/");
  }

  /** What normalisation would change, of all the Basic Multilingual Plane. */
  @Test
  void noCharacterIsNormalised() {
    for (int one = 0xa0; one < 0x10000; one++) {
      if (Character.getType(one) != Character.SURROGATE) {
        var sent = WebLink.parse("https://example.com/" + (char) one).orElseThrow().target();
        assertThat(PercentCode.decoded(sent.substring(1)))
            .isEqualTo(Character.toString(one).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void everyByteMayBePercentEncoded() {
    for (int one = 0; one < 0x100; one++) {
      assertThat(PercentCode.decoded("%%%02x".formatted(one))).containsExactly(one);
    }
  }

  @Property(tries = 3000)
  void noTextBreaksTheReader(@ForAll String text) {
    var link = WebLink.parse("https://example.com/" + text).orElseThrow();

    assertThat(link.target()).matches("/[\\x21-\\x7e]*");
    assertThat(text(WebLink.parse(text(link)).orElseThrow())).isEqualTo(text(link));
    assertThat(link.resolve(text)).isNotNull();
    assertThat(WebLink.parse("https://" + text)).isNotNull();
    assertThat(WebLink.parse(text)).isNotNull();
  }

  @Property(tries = 3000)
  void everyLinkCanBeKeptAsAUri(@ForAll String text) {
    var link = WebLink.parse("https://example.com/" + text + "?" + text).orElseThrow();

    assertThat(WebLink.parse(link.uri().toString())).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://Example.com/a?b=c, https://Example.com/a?b=c",
    "https://example.com, https://example.com",
    "https://a_b.example.com/x, https://a_b.example.com/x",
    "https://example.com/a|b{c}, https://example.com/a%7Cb%7Bc%7D",
    "https://example.com/50%, https://example.com/50%25",
    "https://example.com/%00%20%A0, https://example.com/%00%20%A0",
    "https://example.com/%00|, https://example.com/%00%7C",
    "http://localhost:3000/done, http://localhost:3000/done",
    "https://ex%41mple.com/x, https://example.com/x"
  })
  void aTextThatIsAUriIsKeptToTheLetter(String text, String kept) {
    assertThat(WebLink.webUri(text)).contains(URI.create(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/",
        "https://u@example.com/",
        "https://example.com/#a",
        "x",
        " https://example.com/",
        "https://example.com/ ",
        "https://example.com/\n"
      })
  void aLinkThatMayNotBeKeptIsNotRead(String text) {
    assertThat(WebLink.webUri(text)).isEmpty();
  }

  private static String text(WebLink link) {
    return link.origin().text() + link.target();
  }
}

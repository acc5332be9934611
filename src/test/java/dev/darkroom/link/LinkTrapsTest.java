package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that keep a reader busy, or lead it astray. */
class LinkTrapsTest {

  @ParameterizedTest
  @CsvSource({
    "https://a.example/a//b.png, c.png, /a//c.png",
    "https://a.example//b.png, c.png, //c.png",
    "https://a.example//, c.png, //c.png",
    "https://a.example/a//, c.png, /a//c.png",
    "https://a.example/a//b.png, ../c.png, /a/c.png",
    "https://a.example/a/b.png, c.png, /a/c.png",
    "https://a.example/b.png, c.png, /c.png",
    "https://a.example, c.png, /c.png"
  })
  void anEmptyFolderIsAFolder(String base, String location, String target) {
    assertThat(WebLink.parse(base).orElseThrow().resolve(location).orElseThrow().target())
        .isEqualTo(target);
  }

  @Test
  void aHostLongerThanAnyNameIsNotRead() {
    var host = new StringBuilder();
    for (int one = 0x4e00; one < 0x4e00 + 20_000; one++) {
      host.appendCodePoint(one);
    }
    assertThat(WebLink.parse("https://" + host + "/a.png")).isEmpty();
    assertThat(WebLink.parse("https://" + "a".repeat(256) + "/a.png")).isEmpty();
    assertThat(WebLink.parse("https://" + "a.".repeat(127) + "/a.png")).isPresent();
    assertThat(WebLink.parse("https://" + "a.".repeat(127) + "a/a.png")).isPresent();
    assertThat(WebLink.parse("https://" + "%41".repeat(200) + "/a.png")).isPresent();
  }

  @Test
  void noTextMakesALinkThrow() {
    var random = new Random(7);
    var base = WebLink.parse("https://a.example/x//y?z").orElseThrow();
    for (int round = 0; round < 50_000; round++) {
      var text = text(random);
      assertThatCode(
              () -> {
                WebLink.parse(text).ifPresent(LinkTrapsTest::use);
                base.resolve(text).ifPresent(LinkTrapsTest::use);
                WebLink.webUri(text).ifPresent(uri -> WebLink.parse(uri.toString()));
                S3Link.parse(text).map(S3Link::uri).flatMap(S3Link::of);
              })
          .as(() -> escaped(text))
          .doesNotThrowAnyException();
    }
  }

  private static void use(WebLink link) {
    link.uri();
    link.secured().uri();
    assertThat(link.target()).startsWith("/");
    assertThat(link.target().chars()).allMatch(one -> one > 0x20 && one < 0x7f);
    var again = WebLink.parse(link.origin().text() + link.target());
    assertThat(again.map(WebLink::target)).contains(link.target());
    assertThat(again.map(WebLink::origin)).contains(link.origin());
    LinkRule.of(java.util.Set.of(), 443).objection(link);
    LinkRule.of(java.util.Set.of(), 443).objection(link.uri());
  }

  private static String text(Random random) {
    var pieces =
        new String[] {
          "https:",
          "http:",
          "s3://",
          "//",
          "/",
          "\\",
          "@",
          ":",
          "443",
          "[",
          "]",
          "::1",
          "1.2.3.4",
          "0x7f",
          "%",
          "%2e",
          "..",
          ".",
          "?",
          "#",
          "a",
          "xn--",
          "ß",
          "é",
          "界",
          "\ud83d\ude00",
          "\ud800",
          "\udc00",
          "\u0000",
          "\n",
          " ",
          "|",
          "{",
          "\"",
          "^",
          "`",
          "_",
          "-",
          "\u200d",
          "\u00ad",
          "\u3002",
          "\ufdfa",
          "99999999999",
          "e\u0301",
          "\u1fef",
          "\ufffd",
          "<",
          "'",
          "%zz",
          "example.com",
          "%00",
          "%C3%28",
          "\u2028",
          "~",
          "!",
          "$",
          "&",
          "*",
          "+",
          ",",
          ";",
          "="
        };
    var text = new StringBuilder(random.nextInt(3) > 0 ? "https://" : "");
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    text.chars()
        .forEach(c -> out.append(c > 31 && c < 127 ? "" + (char) c : "\\u%04x".formatted(c)));
    return out.toString();
  }
}

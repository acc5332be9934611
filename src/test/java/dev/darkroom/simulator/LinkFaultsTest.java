package dev.darkroom.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.LinkFault;
import dev.darkroom.simulator.fault.OddText;
import dev.darkroom.testing.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Links and pictures that go wrong for a while, for one of several, or in another way. */
class LinkFaultsTest {
  private static final Pattern ILLEGAL =
      Pattern.compile("[^!-~]|[|{}\\[\\]\"^`]|%(?![0-9A-Fa-f]{2})");

  private final ManualClock clock = ManualClock.at("2026-11-20T10:00:00Z");
  private final Simulator simulator = Simulator.start(SimulatorOptions.hurried().withClock(clock));

  @AfterEach
  void close() {
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource
  void aLinkAnswersAnyStatusForAWhileAndThenThePicture(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      for (int status : List.of(401, 403, 404, 410, 202, 203, 204, 206, 300)) {
        URI link = link(provider, wire, LinkFault.LINK_ANSWER.tag(status) + " @fault:a-while=3");

        for (int i = 0; i < 3; i++) {
          assertThat(wire.fetch(link).statusCode()).isEqualTo(status);
        }
        assertThat(isPicture(wire.fetch(link))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyPictureHasItsOwnWhile(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var links = links(provider, wire, "@fault:more=2 @fault:link-answer=404 @fault:a-while=1");

      assertThat(wire.fetch(links.getFirst()).statusCode()).isEqualTo(404);
      assertThat(wire.fetch(links.getLast()).statusCode()).isEqualTo(404);
      assertThat(wire.fetch(links.getFirst()).statusCode()).isEqualTo(200);
      assertThat(wire.fetch(links.getLast()).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneOfSeveralCanBeDead(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var last = links(provider, wire, "@fault:more=3 @fault:expired-link @fault:only-last");
      var first = links(provider, wire, "@fault:more=3 @fault:private-redirect @fault:only-first");

      assertThat(statuses(wire, last)).containsExactly(200, 200, 403);
      assertThat(statuses(wire, first)).containsExactly(302, 200, 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPageCanStandInThePlaceOfThePicture(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      URI html = link(provider, wire, "@fault:page @fault:a-while=1");
      var page = wire.fetch(html);
      var json = wire.fetch(link(provider, wire, "@fault:page=json"));

      assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
      assertThat(new String(page.body(), StandardCharsets.UTF_8)).startsWith("<!doctype html>");
      assertThat(isPicture(wire.fetch(html))).isTrue();
      assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureIsCutShortForAWhile(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      URI link = link(provider, wire, "@fault:truncated @fault:a-while=2");

      assertThatThrownBy(() -> wire.fetch(link)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> wire.fetch(link)).isInstanceOf(IOException.class);
      assertThat(isPicture(wire.fetch(link))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureIsZippedThoughNobodyAskedForIt(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var zipped = wire.fetch(link(provider, wire, "@fault:gzip"));
      var plain = wire.fetch(link(provider, wire, ""));

      assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
      try (var picture = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
        assertThat(ImageIO.read(picture).getWidth()).isEqualTo(width(plain));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureHasATail(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      byte[] jpeg = wire.fetch(link(provider, wire, "@fault:tail")).body();
      byte[] png = wire.fetch(link(provider, wire, "@fault:tail @fault:other-format")).body();
      byte[] webp = wire.fetch(link(provider, wire, "@fault:tail @fault:webp")).body();

      assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getWidth()).isPositive();
      assertThat(new String(jpeg, StandardCharsets.ISO_8859_1)).endsWith("\0".repeat(100_000));
      assertThat(new String(png, StandardCharsets.ISO_8859_1)).endsWith("\0".repeat(100_000));
      assertThat(webp[4]).isEqualTo((byte) (webp.length - 8 + 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void oddLinksLeadToThePictureIfTheyArriveAsTheyAre(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String odd = provider.linkTexts(report(provider, wire, "@fault:odd-links")).getFirst();

      assertThat(odd).contains(OddText.ALL);
      assertThat(isPicture(wire.fetch(encoded(odd)))).isTrue();
      assertThat(wire.fetch(encoded(odd.replace("e%CC%81", "%C3%A9"))).statusCode()).isEqualTo(404);
      assertThat(wire.fetch(encoded(Normalizer.normalize(odd, Normalizer.Form.NFC))).statusCode())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRedirectCanLeadToAnOddLink(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      URI link = link(provider, wire, "@fault:odd-redirect");

      var redirect = wire.fetch(link);
      String location = redirect.headers().firstValue("Location").orElseThrow();

      assertThat(redirect.statusCode()).isEqualTo(302);
      assertThat(location).endsWith(OddText.IN_HEADERS);
      assertThat(isPicture(wire.fetch(link.resolve(encoded(location))))).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneLinkOfSeveralCanBeUnreadable(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      var report = report(provider, wire, "@fault:more=3 @fault:unreadable-link @fault:only-last");

      var links = provider.linkTexts(report);
      assertThat(links.getLast()).isEqualTo("ht!tp::/nothing");
      assertThat(links.subList(0, 2)).allMatch(link -> link.contains("/files/"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aResultCanBeADataUrl(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      String link = provider.linkTexts(report(provider, wire, "@fault:data-url")).getFirst();

      assertThat(link).startsWith("data:image/jpeg;base64,");
      byte[] picture = Base64.getDecoder().decode(link.substring(link.indexOf(',') + 1));
      assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPictureCanLieOnItsSideAndSaySo(Provider provider) throws Exception {
    try (var wire = provider.wire(simulator)) {
      byte[] upright = wire.fetch(link(provider, wire, "@fault:other-size")).body();
      byte[] turned = wire.fetch(link(provider, wire, "@fault:turned @fault:other-size")).body();

      var asAsked = ImageIO.read(new ByteArrayInputStream(upright));
      var onItsSide = ImageIO.read(new ByteArrayInputStream(turned));
      assertThat(onItsSide.getWidth()).isEqualTo(asAsked.getHeight());
      assertThat(onItsSide.getHeight()).isEqualTo(asAsked.getWidth());
      assertThat(new String(turned, 6, 4, StandardCharsets.ISO_8859_1)).isEqualTo("Exif");
      assertThat(turned[2 + 2 + 2 + 6 + 8 + 2 + 8 + 1]).isEqualTo((byte) 6);
    }
  }

  private static List<Integer> statuses(Wire wire, List<URI> links)
      throws IOException, InterruptedException {
    var statuses = new java.util.ArrayList<Integer>();
    for (URI link : links) {
      statuses.add(wire.fetch(link).statusCode());
    }
    return statuses;
  }

  private static boolean isPicture(HttpResponse<byte[]> response) throws IOException {
    return response.statusCode() == 200 && width(response) > 0;
  }

  private static int width(HttpResponse<byte[]> response) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(response.body())).getWidth();
  }

  /** As a browser would send it. */
  private static URI encoded(String link) {
    return URI.create(
        ILLEGAL
            .matcher(link)
            .replaceAll(
                found ->
                    URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20")));
  }

  private URI link(Provider provider, Wire wire, String faults)
      throws IOException, InterruptedException {
    return links(provider, wire, faults).getFirst();
  }

  private List<URI> links(Provider provider, Wire wire, String faults)
      throws IOException, InterruptedException {
    return provider.links(report(provider, wire, faults));
  }

  private JsonNode report(Provider provider, Wire wire, String faults)
      throws IOException, InterruptedException {
    String id = provider.accepted(wire, "a fox " + faults);
    clock.advance(Duration.ofSeconds(1));
    return provider.report(wire, id);
  }
}

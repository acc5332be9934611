package dev.darkroom.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.link.LinkRule;
import dev.darkroom.link.Origin;
import dev.darkroom.routing.ReferenceStore.ObjectStatus.Found;
import dev.darkroom.submission.SubmissionResult.Started;
import dev.darkroom.task.Refusal.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceLimitsTest extends ReferencesFixture {
  @Test
  void aProviderThatDoesNotTakeTheTypeOrSizeIsNoCandidate() {
    acme.can(taking(Set.of("image/jpeg"), 10_000));

    submit(FOX);

    assertThat(acme.submitCount()).isZero();
    assertThat(bolt.submitCount()).isEqualTo(1);
  }

  @Test
  void whereNobodyTakesItEachProviderSaysWhy() {
    acme.can(taking(Set.of("image/jpeg", "image/webp"), 10_000));
    bolt.can(taking(Set.of(), 999));

    var problem = refused(submit(WEB.replace("png", "jpg"), FOX));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(
            new Fault("images[1]", "acme: is image/png; types here: [image/jpeg, image/webp]"),
            new Fault("images[1]", "bolt: has 1000 bytes; at most 999"));
    assertNothingHappened();
  }

  @ParameterizedTest
  @CsvSource({
    "image/jpeg, fox.png, true",
    "image/jpg, fox, true",
    "IMAGE/JPEG; q=1, fox, true",
    "image/png, fox.jpg, false",
    "binary/octet-stream, fox.jpeg, true",
    "binary/octet-stream, fox.PNG, false",
    "application/octet-stream, fox, true",
    "application/octet-stream, a.png/fox, true",
    "'', fox.png, false",
    "text/html, fox.jpg, false"
  })
  void aTypeIsWhatIsDeclaredAndElseWhatTheNameSays(String declared, String key, boolean isTaken) {
    acme.can(taking(Set.of("image/jpeg"), 10_000));
    bolt.can();
    objects.has("s3://ours/" + key, declared, 1000);

    assertThat(submit("s3://ours/" + key) instanceof Started).isEqualTo(isTaken);
  }

  @Test
  void aTypeThatNobodyDeclaredIsNotHeldAgainstIt() {
    acme.can(taking(Set.of("image/jpeg"), 10_000));
    objects.has("s3://ours/fox", new Found(Optional.empty(), 1000));

    assertThat(submit("s3://ours/fox")).isInstanceOf(Started.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.com/a.jpg, true",
    "https://example.com/a.JPEG?size=1.png, true",
    "https://example.com/a.png, false",
    "https://example.com/a, true",
    "https://example.com, true",
    "https://example.com/a.png/download, true",
    "https://example.com/a.b/c.cgi, true"
  })
  void aLinkOnTheWebIsTakenByItsNameAndNotFetched(String link, boolean isTaken) {
    acme.can(taking(Set.of("image/jpeg"), 10));
    bolt.can();

    assertThat(submit(link) instanceof Started).isEqualTo(isTaken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/a.png",
        "https://10.1.2.3/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:8.8.8.8]/a.png",
        "https://169.254.169.254/latest/meta-data/",
        "https://2130706433/a.png",
        "https://localhost/a.png",
        "https://example.com:8443/a.png",
        "https://example.com./a.png"
      })
  void aLinkThatLeadsSomewhereOddIsRefusedWhoeverWouldFollowIt(String link) {
    var problem = refused(submit(WEB, link));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors()).extracting(Fault::path).containsExactly("images[1]");
    assertThat(problem.detail()).doesNotContain(link);
    assertNothingHappened();
  }

  @Test
  void aTrustedOriginMayBePrivate() {
    var rule = LinkRule.of(Set.of(Origin.parse("https://127.0.0.1:9443")), 443);
    var images =
        new ReferenceImages(objects, rule, TestingRouter.config(List.of(), Duration.ofHours(1)));

    assertThat(images.inspect(List.of(URI.create("https://127.0.0.1:9443/a.png"))).faults())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59S", "PT168H1S", "PT0S", "-PT1H"})
  void aValidityThatNoLinkCanHaveNamesItsVariable(String validity) {
    var config = TestingRouter.config(List.of(), Duration.parse(validity));

    assertThatThrownBy(() -> new ReferenceImages(objects, LinkRule.of(Set.of(), 443), config))
        .hasMessageContaining("DARKROOM_REFERENCE_LINK_VALIDITY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1M", "PT1H", "PT168H"})
  void aLinkIsValidForAMinuteToAWeek(String validity) {
    var config = TestingRouter.config(List.of(), Duration.parse(validity));

    assertThat(new ReferenceImages(objects, LinkRule.of(Set.of(), 443), config)).isNotNull();
  }

  /** A limit is the largest size that is taken. */
  @ParameterizedTest
  @CsvSource({"999, false", "1000, true"})
  void aReferenceOfExactlyTheLargestSizeIsTaken(long most, boolean isTaken) {
    acme.can(taking(Set.of(), most));
    bolt.can();

    assertThat(submit(FOX) instanceof Started).isEqualTo(isTaken);
  }
}

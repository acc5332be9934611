package dev.darkroom.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LinkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://pictures/fox.png",
        "s3://my.pictures-2026.eu/a/b/c.png",
        "s3://123/fox.png",
        "s3://pictures//fox.png",
        "s3://pictures/a//b",
        "s3://pictures/folder/",
        "s3://pictures/..fox..",
        "s3://pictures/red fox.png",
        "s3://pictures/50%.png",
        "s3://pictures/red%20fox.png",
        "s3://pictures/%2e%2e/fox.png",
        "s3://pictures/fox.png?versionId=1#top",
        "s3://pictures/fuchs-äöü-🦊.png",
        "s3://pictures/a+b&c=d;e:f@g\\h^i"
      })
  void bucketAndKeyAreTakenAsTheyAreGiven(String text) {
    var link = S3Link.parse(text).orElseThrow();

    assertThat("s3://" + link.bucket() + "/" + link.key()).isEqualTo(text);
    assertKeptByItsUri(link);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3:",
        "s3://",
        "s3:///fox.png",
        "s3://pictures",
        "s3://pictures/",
        "S3://pictures/fox.png",
        "https://pictures/fox.png",
        "s3://Pictures/fox.png",
        "s3://my_pictures/fox.png",
        "s3://ab/fox.png",
        "s3://-pictures/fox.png",
        "s3://pictures./fox.png",
        "s3://my..pictures/fox.png",
        "s3://192.168.0.1/fox.png",
        "s3://user@pictures/fox.png",
        "s3://pictures:443/fox.png",
        "s3://pictures/..",
        "s3://pictures/../fox.png",
        "s3://pictures/a/../fox.png",
        "s3://pictures/a/./fox.png",
        "s3://pictures/a/..",
        "s3://pictures/fox\n.png",
        "s3://pictures/fox\u0000.png",
        "s3://pictures/\ud83e.png",
        " s3://pictures/fox.png"
      })
  void anythingElseIsNotRead(String text) {
    assertThat(S3Link.parse(text)).isEmpty();
  }

  @Test
  void aTextThatBeginsAsOneIsMeantAsOne() {
    assertThat(S3Link.isMeant("s3://My Pictures")).isTrue();
    assertThat(S3Link.isMeant("https://pictures.test/s3://")).isFalse();
  }

  @Test
  void aNameOrKeyIsNotTooLong() {
    assertThat(S3Link.parse("s3://" + "b".repeat(63) + "/" + "k".repeat(1024))).isPresent();
    assertThat(S3Link.parse("s3://" + "b".repeat(64) + "/k")).isEmpty();
    assertThat(S3Link.parse("s3://bucket/" + "k".repeat(1025))).isEmpty();
    assertThat(S3Link.parse("s3://bucket/" + "ä".repeat(513))).isEmpty();
  }

  @Test
  void anInvalidOneCannotExist() {
    assertThatThrownBy(() -> new S3Link("bucket", "../key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("s3://bucket/key");
  }

  @Test
  void aLinkOnTheWebIsNoObject() {
    assertThat(S3Link.of(URI.create("https://example.com/fox.png"))).isEmpty();
  }

  @Property(tries = 2000)
  void everyKeySurvivesTheRecord(@ForAll String key) {
    S3Link.parse("s3://pictures/" + key).ifPresent(S3LinkTest::assertKeptByItsUri);
  }

  /** A record keeps the URI as text. */
  private static void assertKeptByItsUri(S3Link link) {
    var kept = URI.create(link.uri().toString());
    assertThat(kept).isEqualTo(link.uri());
    assertThat(S3Link.of(kept)).contains(link);
  }
}

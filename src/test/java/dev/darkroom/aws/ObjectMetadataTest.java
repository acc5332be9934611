package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.StoredImage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What an object tells of its image, and of the caller's pairs. */
class ObjectMetadataTest {
  private static final StoredImage IMAGE =
      new StoredImage(0, "key", "image/png", 10, 20, 30, "ab".repeat(32));

  @Test
  void valuesAreReadableAsFarAsHeadersAre() {
    var metadata = ObjectMetadata.of(IMAGE, Map.of("Customer", "42/a-b", "who", "Müller 50%"));

    assertThat(metadata)
        .containsEntry("customer", "42/a-b")
        .containsEntry("who", "M%C3%BCller%2050%25");
  }

  @Test
  void noCallerCanSpeakForUsOrBreakAHeader() {
    var metadata =
        ObjectMetadata.of(
            IMAGE,
            Map.of("darkroom-sha256", "forged", "a b", "1", "客户", "2", "", "3", "x", "a\r\nb: c"));

    assertThat(metadata)
        .containsOnlyKeys("darkroom-sha256", "darkroom-width", "darkroom-height", "x")
        .containsEntry("darkroom-sha256", IMAGE.sha256())
        .containsEntry("x", "a%0D%0Ab:%20c");
  }

  @Test
  void namesThatWouldBeOneHeaderAreLeftToTheRecord() {
    var metadata = ObjectMetadata.of(IMAGE, Map.of("order", "1", "Order", "2", "x", "3"));

    assertThat(metadata)
        .containsOnlyKeys("darkroom-sha256", "darkroom-width", "darkroom-height", "x");
  }

  @Test
  void tooMuchForS3IsLeftToTheRecord() {
    var metadata = ObjectMetadata.of(IMAGE, Map.of("small", "1", "large", "x".repeat(2000)));

    assertThat(metadata).containsOnlyKeys("darkroom-sha256", "darkroom-width", "darkroom-height");
  }

  @Test
  void asMuchAsS3TakesIsKeptToTheByte() {
    int ours = ObjectMetadata.of(IMAGE, Map.of()).toString().length() - "{=, =, =}".length();
    var fits = "x".repeat(2048 - ours - "note".length());

    assertThat(ObjectMetadata.of(IMAGE, Map.of("note", fits))).containsEntry("note", fits);
    assertThat(ObjectMetadata.of(IMAGE, Map.of("note", fits + "x"))).doesNotContainKey("note");
  }

  @ParameterizedTest
  @CsvSource({"~, ~", "!, !", "%, %25", "\u007f, %7F", "'\u0001', %01"})
  void onlyPrintableCharactersAreWrittenAsTheyAre(String value, String written) {
    assertThat(ObjectMetadata.of(IMAGE, Map.of("x", value + "a")))
        .containsEntry("x", written + "a");
    assertThat(ObjectMetadata.of(IMAGE, Map.of("x", "a b"))).containsEntry("x", "a%20b");
  }

  /** S3 has its own digest only where the upload named one. */
  @ParameterizedTest
  @CsvSource({
    "30, same, same, true",
    "30, same, none, true",
    "30, none, same, true",
    "30, none, none, false",
    "30, other, same, false",
    "30, same, other, false",
    "31, same, same, false"
  })
  void anObjectIsTheSameByItsSizeAndEachDigestThatItHas(
      long bytes, String byS3, String byUs, boolean isSame) {
    var there = HeadObjectResponse.builder().contentLength(bytes).metadata(Map.of());
    digest(byS3).map(ObjectMetadata::base64).ifPresent(there::checksumSHA256);
    digest(byUs).ifPresent(sum -> there.metadata(Map.of("darkroom-sha256", sum)));

    assertThat(ObjectMetadata.isSame(IMAGE, there.build())).isEqualTo(isSame);
  }

  private static Optional<String> digest(String word) {
    return switch (word) {
      case "same" -> Optional.of(IMAGE.sha256());
      case "other" -> Optional.of("cd".repeat(32));
      default -> Optional.empty();
    };
  }

  @Test
  void anObjectOfDarkroomsIsReadWithWhatItTells() {
    var metadata = ObjectMetadata.of(IMAGE, Map.of());
    var whole = HeadObjectResponse.builder().contentLength(30L).metadata(metadata);

    assertThat(ObjectMetadata.read("key", 0, whole.contentType("image/png").build()))
        .contains(IMAGE);
    var bare =
        HeadObjectResponse.builder()
            .contentLength(30L)
            .metadata(Map.of("darkroom-sha256", IMAGE.sha256(), "darkroom-width", "wide"))
            .build();
    assertThat(ObjectMetadata.read("key", 0, bare))
        .contains(new StoredImage(0, "key", "application/octet-stream", 0, 0, 30, IMAGE.sha256()));
    assertThat(ObjectMetadata.read(IMAGE, bare)).isEqualTo(IMAGE);
  }

  @Test
  void anObjectWithoutADigestOfDarkroomsIsAnothers() {
    var none = HeadObjectResponse.builder().contentLength(30L).metadata(Map.of()).build();
    var odd = none.toBuilder().metadata(Map.of("darkroom-sha256", "not a digest")).build();

    assertThat(ObjectMetadata.read("key", 0, none)).isEmpty();
    assertThat(ObjectMetadata.read("key", 0, odd)).isEmpty();
  }
}

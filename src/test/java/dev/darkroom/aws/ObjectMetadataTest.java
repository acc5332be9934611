package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.StoredImage;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}

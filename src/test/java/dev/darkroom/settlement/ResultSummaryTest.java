package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.task.StoredImage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The actual values of fields, as the stored bytes tell them. */
class ResultSummaryTest {
  @Test
  void typesAndSizesAreNamedOnceEach() {
    var summary =
        ResultSummary.of(
            List.of(
                image("image/png", 2048, 2048),
                image("image/png", 2048, 2048),
                image("image/jpeg", 2730, 1536)),
            4);

    assertThat(summary.valueOf("count")).contains("4");
    assertThat(summary.valueOf("outputFormat")).contains("image/png, image/jpeg");
    assertThat(summary.valueOf("model")).contains("image/png, image/jpeg");
    assertThat(summary.valueOf("aspectRatio")).contains("2048x2048, 2730x1536");
    assertThat(summary.valueOf("resolution")).contains("2048x2048, 2730x1536");
    assertThat(summary.valueOf("width")).contains("2048x2048, 2730x1536");
  }

  @Test
  void whatTheBytesDoNotTellIsEmpty() {
    var summary = ResultSummary.of(List.of(image("video/mp4", 0, 0)), 1);

    assertThat(summary.valueOf("width")).isEmpty();
    assertThat(summary.valueOf("seed")).isEmpty();
  }

  @Test
  void aSizeOfWhichOnlyOneSideIsKnownIsNone() {
    var halves = List.of(image("image/png", 0, 1536), image("image/png", 2048, 0));

    assertThat(ResultSummary.of(halves, 2).sizes()).isEmpty();
  }

  private static StoredImage image(String type, int width, int height) {
    return new StoredImage(0, "generations/one/0", type, width, height, 1000, "ab".repeat(32));
  }
}

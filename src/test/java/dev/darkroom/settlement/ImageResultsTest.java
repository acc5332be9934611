package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.delivery.DeliveryResult;
import dev.darkroom.delivery.PendingImage;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.MissingImage;
import dev.darkroom.task.Progress;
import dev.darkroom.task.Progress.Listed;
import dev.darkroom.task.StoredImage;
import dev.darkroom.testing.Examples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What became of each image, of several looks at once. */
class ImageResultsTest {
  private static final Listed THREE = new Listed(3, Examples.NOW);

  @Test
  void whatWasStoredOnceStaysStoredWhateverALaterLookSays() {
    var before = known(List.of(stored(0)), List.of());

    var results =
        ImageResults.of(
            before,
            new DeliveryResult(List.of(), List.of(pending(0), pending(1)), List.of(missing(2))),
            List.of());

    assertThat(results.stored()).containsExactly(stored(0));
    assertThat(results.pending()).containsExactly(pending(1));
    assertThat(results.missing()).containsExactly(missing(2));
    assertThat(results.count()).isEqualTo(3);
  }

  @Test
  void anImageThatWasMissingAndIsStoredNowIsStored() {
    var before = known(List.of(), List.of(missing(1)));

    var results =
        ImageResults.of(
            before, new DeliveryResult(List.of(stored(1)), List.of(), List.of()), List.of());

    assertThat(results.stored()).containsExactly(stored(1));
    assertThat(results.missing()).isEmpty();
  }

  @Test
  void whatTheProviderListsNoMoreIsPendingAndSaysSo() {
    var results =
        ImageResults.of(
            known(List.of(stored(0)), List.of(missing(1))),
            new DeliveryResult(List.of(), List.of(), List.of()),
            List.of());

    assertThat(results.pending())
        .containsExactly(
            new PendingImage(
                2, ErrorCode.RESULT_EXPIRED, "the provider does not list it any more"));
  }

  @Test
  void imagesThatNoRecordBearsAreMissing() {
    var results =
        ImageResults.of(
            Progress.NONE,
            new DeliveryResult(List.of(stored(0)), List.of(), List.of()),
            List.of(missing(1)));

    assertThat(results.missing()).containsExactly(missing(1));
  }

  @Test
  void atTheEndWhatIsPendingIsMissingAndSaysWhy() {
    var results =
        new ImageResults(List.of(stored(0)), List.of(pending(1)), List.of(missing(2))).expired();

    assertThat(results.stored()).containsExactly(stored(0));
    assertThat(results.pending()).isEmpty();
    assertThat(results.missing())
        .containsExactlyInAnyOrder(
            missing(2),
            new MissingImage(1, pending(1).ifOver(), "until its link was dead: it answered 503"));
  }

  @Test
  void whereNobodyIsAskedAgainListedImagesAreMissing() {
    var task = Examples.taskWith(Map.of()).knowing(known(List.of(stored(0)), List.of(missing(1))));
    var results = ImageResults.last(task, List.of());

    assertThat(results.stored()).containsExactly(stored(0));
    assertThat(results.pending()).isEmpty();
    assertThat(results.missing())
        .containsExactly(
            missing(1),
            new MissingImage(2, ErrorCode.RESULT_EXPIRED, "it could not be fetched in time"));
  }

  @Test
  void whatTheBucketHasIsStored() {
    var task = Examples.taskWith(Map.of()).knowing(known(List.of(stored(0)), List.of(missing(1))));
    var results = ImageResults.last(task, List.of(stored(1), stored(2)));

    assertThat(results.stored()).containsExactly(stored(0), stored(1), stored(2));
    assertThat(results.missing()).isEmpty();
  }

  @Test
  void onlyTheBucketTellsThatImagesWereMadeWhichNobodyListed() {
    var task = Examples.taskWith(Map.of());
    int asked = task.request().spec().count();

    assertThat(ImageResults.last(task, List.of()).missing()).isEmpty();
    assertThat(ImageResults.last(task, List.of(stored(0))).missing()).hasSize(asked - 1);
  }

  /** The provider made at least as many as the last one that was found tells. */
  @Test
  void anImageBeforeOneThatTheBucketHasIsMissing() {
    var task = Examples.taskWith(Map.of()).knowing(known(List.of(stored(0)), List.of()));
    var results = ImageResults.last(task, List.of(stored(1), stored(2), stored(4)));

    assertThat(results.stored()).containsExactly(stored(0), stored(1), stored(2), stored(4));
    assertThat(results.missing()).extracting(MissingImage::index).containsExactly(3);
  }

  @Test
  void onlyImagesThatAreNotStoredAndThatARecordCanKeepAreLookedFor() {
    var listed = new Listed(40, Examples.NOW);
    var task =
        Examples.taskWith(Map.of())
            .knowing(
                Progress.NONE.imagesKnown(
                    List.of(stored(0), stored(2)), List.of(), Optional.of(listed)));

    assertThat(ImageResults.unstored(task))
        .hasSize(30)
        .startsWith(1, 3)
        .endsWith(31)
        .doesNotContain(2);
  }

  @Test
  void anotherFormatOfAStoredImageIsFoundBesideIt() {
    var webp =
        new StoredImage(0, "generations/0.webp", "image/webp", 1024, 1024, 900, "cd".repeat(32));
    var results = new ImageResults(List.of(stored(0)), List.of(), List.of());

    assertThat(results.others(List.of(stored(0), webp))).containsExactly(webp);
  }

  @Test
  void imagesThatARecordCannotKeepAreNotLookedFor() {
    var results =
        new ImageResults(
            List.of(), List.of(pending(1)), List.of(missing(3), missing(31), missing(32)));

    assertThat(results.unstored()).containsExactly(1, 3, 31);
  }

  @Test
  void theFirstListAndEachFurtherImageAreNews() {
    var one = new ImageResults(List.of(stored(0)), List.of(pending(1)), List.of(missing(2)));

    assertThat(one.isNewsTo(Progress.NONE)).isTrue();
    assertThat(one.isNewsTo(known(List.of(), List.of(missing(2))))).isTrue();
    assertThat(one.isNewsTo(known(List.of(stored(0)), List.of()))).isTrue();
    assertThat(one.isNewsTo(known(List.of(stored(0)), List.of(missing(2))))).isFalse();
  }

  @Test
  void theRecordKeepsWhatIsKnownAndCountsItsRetriesAnew() {
    var results = new ImageResults(List.of(stored(0)), List.of(pending(1)), List.of(missing(2)));

    var kept = results.knownIn(Progress.NONE.withRetryCount(7), THREE);

    assertThat(kept)
        .isEqualTo(
            new Progress(
                List.of(), List.of(stored(0)), List.of(missing(2)), 0, Optional.of(THREE)));
  }

  @Test
  void theSummaryCountsEachKind() {
    assertThat(
            new ImageResults(
                    List.of(stored(0), stored(1)),
                    List.of(pending(2)),
                    List.of(missing(3), missing(4), missing(5)))
                .summary())
        .isEqualTo("2 stored, 1 still being fetched, 3 missing");
  }

  private static Progress known(List<StoredImage> stored, List<MissingImage> missing) {
    return Progress.NONE.imagesKnown(stored, missing, Optional.of(THREE));
  }

  private static StoredImage stored(int index) {
    return Examples.stored(Examples.request().taskId(), index);
  }

  private static PendingImage pending(int index) {
    return new PendingImage(index, ErrorCode.RESULT_UNAVAILABLE, "it answered 503");
  }

  private static MissingImage missing(int index) {
    return new MissingImage(index, ErrorCode.RESULT_REJECTED, "too large");
  }
}

package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.provider.catalogue.Capability.Size;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustmentDetectorTest {
  private static final ImageSpec FOX = ImageSpec.of("a red fox");

  private final FakeProvider acme = new FakeProvider(ACME).can(knowingSizes());

  @Test
  void whatCameAsItWasAskedForIsNotMentioned() {
    var spec =
        FOX.withDimensions(ratio("16:9", Resolution.K2))
            .withCount(2)
            .withOutputFormat(Optional.of(OutputFormat.PNG));

    assertThat(found(spec, png(2848, 1600), png(2848, 1600))).isEmpty();
  }

  @Test
  void anotherSizeThanTheTableHasIsFoundThoughItsShapeFits() {
    assertThat(found(FOX.withDimensions(ratio("16:9", Resolution.K2)), png(2730, 1536)))
        .containsExactly(
            new Adjustment(
                "resolution",
                "2K",
                Optional.of("2K"),
                Optional.of("2730x1536"),
                Kind.SUBSTITUTED,
                "16:9 at 2K is 2848x1600 here"));
  }

  @ParameterizedTest
  @CsvSource({"2048, 2048", "2176, 2176", "1920, 1920"})
  void whereTheTableKnowsNothingATierIsAnArea(int width, int height) {
    assertThat(found(FOX.withDimensions(ratio("1:1", Resolution.K2)), png(width, height)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1024, 1024", "1856, 1856", "2272, 2272"})
  void anotherTierIsFound(int width, int height) {
    assertThat(found(FOX.withDimensions(ratio("1:1", Resolution.K2)), png(width, height)))
        .containsExactly(
            new Adjustment(
                "resolution",
                "2K",
                Optional.of("2K"),
                Optional.of(width + "x" + height),
                Kind.SUBSTITUTED,
                "2K is about as many pixels as 2048x2048"));
  }

  @Test
  void withoutAResolutionOnlyTheShapeCounts() {
    var spec = FOX.withDimensions(ratio("16:9"));

    assertThat(found(spec, png(1280, 720))).isEmpty();
    assertThat(found(spec, png(1024, 1024)))
        .extracting(Adjustment::field, Adjustment::requested, Adjustment::actual)
        .containsExactly(tuple("aspectRatio", "16:9", "1024x1024"));
  }

  @Test
  void aShapeThatTheTableRoundsIsRight() {
    assertThat(found(FOX.withDimensions(ratio("4:5")), png(896, 1152))).isEmpty();
    assertThat(found(FOX.withDimensions(ratio("4:5", Resolution.K1)), png(896, 1152))).isEmpty();
  }

  @Test
  void anotherShapeOfTheRightTierIsOneDifference() {
    assertThat(found(FOX.withDimensions(ratio("16:9", Resolution.K2)), png(2048, 2048)))
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio");
  }

  @Test
  void anotherShapeOfAnotherTierIsTwo() {
    assertThat(found(FOX.withDimensions(ratio("16:9", Resolution.K2)), png(1024, 1024)))
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio", "resolution");
  }

  @Test
  void aShapeThatWasLeftToTheModelHasATierAllTheSame() {
    var spec = FOX.withDimensions(ratio("auto", Resolution.K2));

    assertThat(found(spec, png(3136, 1344))).isEmpty();
    assertThat(found(spec, png(1024, 1024)))
        .extracting(Adjustment::field)
        .containsExactly("resolution");
  }

  @Test
  void exactPixelsAreExact() {
    var spec = FOX.withDimensions(new Pixels(2048, 1152));

    assertThat(found(spec, png(2048, 1152))).isEmpty();
    assertThat(found(spec, png(2048, 1160)))
        .extracting(Adjustment::field, Adjustment::requested, Adjustment::actual)
        .containsExactly(tuple("width", "2048x1152", "2048x1160"));
  }

  @Test
  void everyImageIsLookedAtAndWhatDiffersIsListedOnce() {
    var spec = FOX.withCount(3).withDimensions(new Pixels(2048, 2048));

    assertThat(found(spec, png(2048, 2048), png(1024, 1024), png(1024, 1024)))
        .extracting(Adjustment::field, Adjustment::requested, Adjustment::actual)
        .containsExactly(tuple("width", "2048x2048", "2048x2048, 1024x1024"));
  }

  @Test
  void anotherFormatOfAnyImageIsFound() {
    var spec = FOX.withCount(2).withOutputFormat(Optional.of(OutputFormat.PNG));

    assertThat(found(spec, png(2048, 2048), image("image/jpeg", 2048, 2048)))
        .extracting(Adjustment::field, Adjustment::requested, Adjustment::actual)
        .containsExactly(tuple("outputFormat", "png", "image/png, image/jpeg"));
  }

  @Test
  void aVideoOfAModelThatMakesImagesIsFound() {
    assertThat(found(FOX, image("video/mp4", 1920, 1080)))
        .containsExactly(
            new Adjustment(
                "model",
                Examples.MODEL.value(),
                Optional.of(Examples.MODEL.value()),
                Optional.of("video/mp4"),
                Kind.SUBSTITUTED,
                "this model makes images here"));
  }

  @Test
  void anImageOfAModelThatMakesVideosIsFound() {
    acme.can(
        Examples.row("their-films", Operation.GENERATE).makesVideo().from("made up", "2026-11-20"));

    assertThat(found(FOX, image("video/mp4", 1920, 1080))).isEmpty();
    assertThat(found(FOX, png(1920, 1080)))
        .extracting(Adjustment::field, Adjustment::requested, Adjustment::actual)
        .containsExactly(tuple("model", Examples.MODEL.value(), "image/png"));
  }

  @Test
  void aTypeWithoutASizeIsNotJudgedByIt() {
    acme.can(
        Examples.row("their-films", Operation.GENERATE).makesVideo().from("made up", "2026-11-20"));
    var dropped = adjustment("resolution", "4K", Optional.empty(), Kind.DROPPED);

    assertThat(
            found(
                FOX.withDimensions(ratio("16:9", Resolution.K2)),
                List.of(dropped),
                image("video/webm", 0, 0)))
        .containsExactly(dropped);
  }

  @Test
  void whatRoutingAnnouncedIsCompletedOnceWhateverCame() {
    var announced =
        List.of(
            adjustment("aspectRatio", "7:1", Optional.empty(), Kind.DROPPED),
            adjustment("resolution", "4K", Optional.empty(), Kind.DROPPED),
            adjustment("count", "4", Optional.of("2"), Kind.CLAMPED),
            adjustment("outputFormat", "png", Optional.empty(), Kind.DROPPED),
            adjustment("seed", "7", Optional.empty(), Kind.DROPPED));
    var spec =
        FOX.withDimensions(ratio("7:1", Resolution.K4))
            .withCount(4)
            .withSeed(Optional.of(7L))
            .withOutputFormat(Optional.of(OutputFormat.PNG));

    var found = found(spec, announced, image("image/jpeg", 1024, 1024), png(2048, 2048));

    assertThat(found)
        .extracting(Adjustment::field, Adjustment::requested, one -> one.actual().orElse("?"))
        .containsExactly(
            Assertions.tuple("aspectRatio", "7:1", "1024x1024, 2048x2048"),
            Assertions.tuple("resolution", "4K", "1024x1024, 2048x2048"),
            Assertions.tuple("count", "4", "2"),
            Assertions.tuple("outputFormat", "png", "image/jpeg, image/png"),
            Assertions.tuple("seed", "7", "?"));
    assertThat(found).extracting(Adjustment::kind).contains(Kind.CLAMPED, Kind.DROPPED);
  }

  @Test
  void pixelsThatBecameARatioAreCompletedByTheSize() {
    var announced = adjustment("width", "1000x500", Optional.of("16:9 at 2K"), Kind.SUBSTITUTED);

    assertThat(
            found(FOX.withDimensions(new Pixels(1000, 500)), List.of(announced), png(2848, 1600)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.sent()).contains("16:9 at 2K");
              assertThat(one.actual()).contains("2848x1600");
            });
  }

  @Test
  void aRatioThatWasSentAsAnotherIsHeldAgainstThatOne() {
    var announced = adjustment("aspectRatio", "17:9", Optional.of("16:9"), Kind.SUBSTITUTED);
    var spec = FOX.withDimensions(ratio("17:9", Resolution.K2));

    assertThat(found(spec, List.of(announced), png(2848, 1600)))
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio");
    assertThat(found(spec, List.of(announced), png(2730, 1536)))
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio", "resolution");
  }

  @Test
  void aRatioIsHeldAgainstItselfWhateverElseWasAnnounced() {
    var announced = adjustment("count", "4", Optional.of("1"), Kind.CLAMPED);

    assertThat(found(FOX.withDimensions(ratio("16:9")), List.of(announced), png(2048, 2048)))
        .extracting(Adjustment::field)
        .containsExactly("count", "aspectRatio");
  }

  @Test
  void theTablesSizeOfAnotherShapeIsAnotherShape() {
    assertThat(found(FOX.withDimensions(ratio("1:1")), png(896, 1152)))
        .extracting(Adjustment::field)
        .containsExactly("aspectRatio");
  }

  @Test
  void theRowOfAnotherModelSaysNothing() {
    var video =
        Capability.row("kling-3-pro", "their-kling", Operation.values())
            .makesVideo()
            .from("made for tests", "2026-11-20");
    acme.can(video, knowingSizes());

    assertThat(found(FOX, png(2848, 1600))).isEmpty();
  }

  @Test
  void theRowOfAnotherOperationSaysNothing() {
    var edits =
        Examples.row("their-seedream-edit", Operation.EDIT)
            .makesVideo()
            .from("made for tests", "2026-11-20");
    acme.can(edits, knowingSizes());

    assertThat(found(FOX, png(2848, 1600))).isEmpty();
  }

  @Test
  void aProviderThatDroppedTheModelIsComparedWithTheRequestAlone() {
    acme.can();

    assertThat(found(FOX.withDimensions(ratio("16:9", Resolution.K2)), png(2730, 1536))).isEmpty();
  }

  private List<Adjustment> found(ImageSpec spec, StoredImage... images) {
    return found(spec, List.of(), images);
  }

  private List<Adjustment> found(ImageSpec spec, List<Adjustment> known, StoredImage... images) {
    var request =
        new GenerationRequest(
            new RequestId("order-1"),
            Examples.MODEL,
            spec,
            Preference.NONE,
            DeliveryOptions.DEFAULT);
    var task = Task.claimed(request, ACME, known, Examples.NOW, Duration.ofMinutes(1));
    return new AdjustmentDetector(Providers.of(acme))
        .detect(task, acme.ref(), List.of(images), images.length);
  }

  private static Tuple tuple(String field, String asked, String actual) {
    return Assertions.tuple(field, asked, Optional.of(actual));
  }

  private static Adjustment adjustment(
      String field, String requested, Optional<String> sent, Kind kind) {
    return new Adjustment(field, requested, sent, Optional.empty(), kind, "as announced");
  }

  private static Dimensions ratio(String ratio) {
    return new Ratio(new AspectRatio(ratio), Optional.empty());
  }

  private static Dimensions ratio(String ratio, Resolution tier) {
    return new Ratio(new AspectRatio(ratio), Optional.of(tier));
  }

  private static StoredImage png(int width, int height) {
    return image("image/png", width, height);
  }

  private static StoredImage image(String type, int width, int height) {
    return new StoredImage(0, "generations/one/0", type, width, height, 1000, "ab".repeat(32));
  }

  /** The sizes of Seedream's 2K, and one that Gemini rounds by almost 3%. */
  private static Capability knowingSizes() {
    var sizes = new ArrayList<Size>();
    sizes.add(new Size(Resolution.K2, new AspectRatio("16:9"), new Pixels(2848, 1600)));
    sizes.add(new Size(Resolution.K1, new AspectRatio("4:5"), new Pixels(896, 1152)));
    return Examples.row("their-seedream", Operation.values())
        .ratios("auto 1:1 4:5 16:9")
        .resolutions(Resolution.K2, Resolution.K1)
        .sizes(sizes)
        .from("made for tests", "2026-11-20");
  }
}

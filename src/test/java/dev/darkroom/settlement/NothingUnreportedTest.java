package dev.darkroom.settlement;

import static dev.darkroom.testing.Examples.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.Providers;
import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.routing.TestingRouter;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Dimensions.Pixels;
import dev.darkroom.task.Dimensions.Ratio;
import dev.darkroom.task.Dimensions.Unspecified;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.GenerationRequest.DeliveryOptions;
import dev.darkroom.task.GenerationRequest.Preference;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Media;
import dev.darkroom.task.RequestId;
import dev.darkroom.task.Resolution;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import dev.darkroom.testing.FakeProvider;
import dev.darkroom.testing.RandomRequests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.Assertions;

/**
 * Any spec, held against any capability, and any images that came of it: no difference between spec
 * and bytes goes unreported, and none is made up. What a difference is is said here once more, in
 * other words.
 */
class NothingUnreportedTest {
  private static final List<String> TYPES =
      List.of("image/png", "image/jpeg", "image/webp", "video/mp4", "video/webm");

  @Property(tries = 3000)
  void everyDifferenceIsInOneAdjustmentAndNoneIsMadeUp(@ForAll long seed) {
    var random = new Random(seed);
    var spec = RandomRequests.spec(random);
    var row = RandomRequests.capability(random);
    var announced = TestingRouter.adjustments(spec, row);
    if (announced.isEmpty()) {
      return; // it is never sent
    }
    var images = images(random, spec, row);

    var found = found(spec, row, announced.get(), images);

    var fields = found.stream().map(Adjustment::field).toList();
    assertThat(fields).doesNotHaveDuplicates();
    var expected = new HashSet<>(announced.get().stream().map(Adjustment::field).toList());
    expected.addAll(differing(spec, row, announced.get(), images));
    assertThat(fields).containsExactlyInAnyOrderElementsOf(expected);
    var actual = actual(images);
    assertThat(found)
        .allSatisfy(
            one ->
                assertThat(one.actual()).isEqualTo(Optional.ofNullable(actual.get(one.field()))));
    announced
        .get()
        .forEach(
            known ->
                assertThat(found)
                    .filteredOn(one -> one.field().equals(known.field()))
                    .extracting(Adjustment::requested, Adjustment::sent, Adjustment::kind)
                    .containsExactly(
                        Assertions.tuple(known.requested(), known.sent(), known.kind())));
  }

  /** The fields whose asked value is not what the bytes have. */
  private static List<String> differing(
      ImageSpec spec, Capability row, List<Adjustment> announced, List<StoredImage> images) {
    var differing = new ArrayList<String>();
    if (images.size() != spec.count()) {
      differing.add("count");
    }
    for (var image : images) {
      spec.outputFormat()
          .filter(format -> !image.contentType().equals("image/" + format.text()))
          .ifPresent(_ -> differing.add("outputFormat"));
      if (image.contentType().startsWith("video/") != (row.media() == Media.VIDEO)) {
        differing.add("model");
      }
      if (image.width() > 0) {
        switch (spec.dimensions()) {
          case Unspecified _ -> {}
          case Pixels(var width, var height) -> {
            if (image.width() != width || image.height() != height) {
              differing.add("width");
            }
          }
          case Ratio(var asked, var tier) -> {
            var ratio = sent(asked, announced);
            if (!isShaped(ratio, row, image)) {
              differing.add("aspectRatio");
            }
            tier.filter(one -> !isTier(ratio, one, row, image))
                .ifPresent(_ -> differing.add("resolution"));
          }
        }
      }
    }
    return differing;
  }

  private static AspectRatio sent(AspectRatio asked, List<Adjustment> announced) {
    for (var one : announced) {
      if (one.field().equals("aspectRatio")) {
        return one.sent().map(AspectRatio::new).orElse(AspectRatio.AUTO);
      }
    }
    return asked;
  }

  /** Within 2% of the ratio, or of what the table makes of it. */
  private static boolean isShaped(AspectRatio ratio, Capability row, StoredImage image) {
    if (ratio.equals(AspectRatio.AUTO)) {
      return true;
    }
    var quotients = new ArrayList<>(List.of(ratio.quotient()));
    for (var size : row.shapes().sizes()) {
      if (size.ratio().equals(ratio)) {
        quotients.add((double) size.pixels().width() / size.pixels().height());
      }
    }
    double is = (double) image.width() / image.height();
    return quotients.stream().anyMatch(should -> is >= should * 0.98 && is <= should * 1.02);
  }

  /**
   * The very size of the table; where it has none, or the shape is wrong anyway, about the area.
   */
  private static boolean isTier(
      AspectRatio ratio, Resolution tier, Capability row, StoredImage image) {
    double area = Math.pow(1024.0 * tier.tier(), 2);
    for (var size : row.shapes().sizes()) {
      if (size.ratio().equals(ratio) && size.resolution() == tier) {
        if (isShaped(ratio, row, image)) {
          return size.pixels().equals(new Pixels(image.width(), image.height()));
        }
        area = (double) size.pixels().width() * size.pixels().height();
      }
    }
    double is = (double) image.width() * image.height();
    return is >= area * 0.85 && is <= area * 1.15;
  }

  /** What an adjustment of that field has to say that the images are. */
  private static Map<String, String> actual(List<StoredImage> images) {
    var actual = new HashMap<String, String>();
    actual.put("count", Integer.toString(images.size()));
    var types =
        images.stream().map(StoredImage::contentType).distinct().collect(Collectors.joining(", "));
    actual.put("outputFormat", types);
    actual.put("model", types);
    var sizes =
        images.stream()
            .filter(image -> image.width() > 0)
            .map(image -> image.width() + "x" + image.height())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!sizes.isEmpty()) {
      List.of("aspectRatio", "resolution", "width").forEach(field -> actual.put(field, sizes));
    }
    return actual;
  }

  private static List<Adjustment> found(
      ImageSpec spec, Capability row, List<Adjustment> announced, List<StoredImage> images) {
    var acme = new FakeProvider(ACME).can(row);
    var request =
        new GenerationRequest(
            new RequestId("order-1"),
            Examples.MODEL,
            spec,
            Preference.NONE,
            DeliveryOptions.DEFAULT);
    var task = Task.claimed(request, ACME, announced, Examples.NOW, Duration.ofMinutes(1));
    return new AdjustmentDetector(Providers.of(acme))
        .detect(task, acme.ref(), images, images.size());
  }

  /** Mostly what was asked for, so that what is right is met as often as what is wrong. */
  private static List<StoredImage> images(Random random, ImageSpec spec, Capability row) {
    int count = random.nextBoolean() ? spec.count() : 1 + random.nextInt(15);
    boolean areAlike = random.nextBoolean();
    var first = image(random, spec, row);
    var images = new ArrayList<StoredImage>();
    for (int index = 0; index < count; index++) {
      images.add(areAlike ? first : image(random, spec, row));
    }
    return images;
  }

  private static StoredImage image(Random random, ImageSpec spec, Capability row) {
    var type =
        random.nextBoolean()
            ? spec.outputFormat().map(format -> "image/" + format.text()).orElse("image/png")
            : RandomRequests.pick(random, TYPES);
    var size = random.nextInt(4) == 0 ? anySize(random) : size(random, spec, row);
    boolean tells = !type.equals("video/webm");
    return new StoredImage(
        0, "key", type, tells ? size.width() : 0, tells ? size.height() : 0, 1, "ab".repeat(32));
  }

  private static Pixels size(Random random, ImageSpec spec, Capability row) {
    return switch (spec.dimensions()) {
      case Unspecified _ -> anySize(random);
      case Pixels pixels -> pixels;
      case Ratio(var ratio, _) when ratio.equals(AspectRatio.AUTO) -> anySize(random);
      case Ratio(var ratio, var tier) ->
          row.shapes()
              .sizeOf(ratio, tier)
              .filter(_ -> random.nextBoolean())
              .orElseGet(
                  () ->
                      RandomRequests.rounded(
                          ratio,
                          tier.filter(_ -> random.nextBoolean())
                              .orElse(RandomRequests.pick(random, List.of(Resolution.values()))),
                          8 << random.nextInt(4)));
    };
  }

  private static Pixels anySize(Random random) {
    return new Pixels(1 + random.nextInt(5000), 1 + random.nextInt(5000));
  }
}

package dev.darkroom.settlement;

import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.AspectRatio;
import dev.darkroom.task.Frame.Pixels;
import dev.darkroom.task.Frame.Ratio;
import dev.darkroom.task.Frame.Unspecified;
import dev.darkroom.task.StoredImage;
import dev.darkroom.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the stored bytes against the wish: what the provider changed without a word is found. */
final class Findings {
  /** Providers round to multiples of 8 or 16 pixels: 2848 x 1600 is offered as 16:9. */
  private static final double RATIO_TOLERANCE = 0.02;

  private final List<Adjustment> adjustments;

  private Findings(List<Adjustment> known) {
    this.adjustments = new ArrayList<>(known);
  }

  /** The task's adjustments, completed by what the images are. */
  static List<Adjustment> of(Task task, List<StoredImage> images) {
    var findings = new Findings(task.adjustments());
    findings.compareCount(task, images);
    var picture = task.request().picture();
    var first = images.getFirst();
    picture
        .outputFormat()
        .map(format -> "image/" + format.text())
        .filter(wanted -> images.stream().anyMatch(image -> !image.contentType().equals(wanted)))
        .ifPresent(
            wanted ->
                findings.note(
                    "outputFormat",
                    wanted.substring("image/".length()),
                    first.contentType(),
                    "the provider delivered another format"));
    if (first.width() > 0) {
      findings.compareFrame(task, first);
    }
    return List.copyOf(findings.adjustments);
  }

  private void compareCount(Task task, List<StoredImage> images) {
    int wanted = task.request().picture().count();
    if (images.size() != wanted) {
      note(
          "count",
          Integer.toString(wanted),
          Integer.toString(images.size()),
          "the number of images that were made and could be stored");
    }
  }

  private void compareFrame(Task task, StoredImage image) {
    var actual = image.width() + "x" + image.height();
    switch (task.request().picture().frame()) {
      case Unspecified _ -> {}
      case Pixels asked -> {
        if (!asked.toString().equals(actual)) {
          note("width", asked.toString(), actual, "the provider delivered another size");
        }
      }
      case Ratio(var asked, _) -> {
        if (!asked.equals(AspectRatio.AUTO) && !fits(asked, image)) {
          note("aspectRatio", asked.value(), actual, "the provider delivered another shape");
        }
      }
    }
  }

  private static boolean fits(AspectRatio asked, StoredImage image) {
    double quotient = (double) image.width() / image.height();
    return Math.abs(quotient / asked.quotient() - 1) <= RATIO_TOLERANCE;
  }

  /** Completes what routing announced, or adds what nobody announced. */
  private void note(String field, String requested, String actual, String reason) {
    for (int index = 0; index < adjustments.size(); index++) {
      var known = adjustments.get(index);
      if (known.field().equals(field)) {
        adjustments.set(
            index,
            new Adjustment(
                field,
                known.requested(),
                known.sent(),
                Optional.of(actual),
                known.kind(),
                known.reason()));
        return;
      }
    }
    adjustments.add(
        new Adjustment(
            field,
            requested,
            Optional.of(requested),
            Optional.of(actual),
            Kind.SUBSTITUTED,
            reason));
  }
}

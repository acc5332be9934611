package dev.darkroom.routing;

import static dev.darkroom.task.ImageSpec.MAX_COUNT;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Operation;
import dev.darkroom.task.OutputFormat;
import dev.darkroom.task.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fits a request to a capability: a total function, field by field, without omission. */
final class ImageFitter {
  private final Capability capability;
  private final List<Adjustment> adjustments = new ArrayList<>();
  private final List<Fault> obstacles = new ArrayList<>();

  private ImageFitter(Capability capability) {
    this.capability = capability;
  }

  static Fit of(ImageSpec requested, Capability capability) {
    return new ImageFitter(capability).fit(requested);
  }

  private Fit fit(ImageSpec requested) {
    checkOperation(requested);
    checkPrompt(requested);
    var dimensions = DimensionsFitter.of(requested.dimensions(), capability);
    adjustments.addAll(dimensions.adjustments());
    var fitted =
        requested
            .withDimensions(dimensions.dimensions())
            .withCount(count(requested))
            .withSeed(seed(requested))
            .withOutputFormat(outputFormat(requested))
            .withSafetyChecker(
                kept(
                    "safetyChecker",
                    requested.safetyChecker(),
                    capability.features().safetyChecker()))
            .withWebSearch(webSearch(requested))
            .withPromptOptimization(
                kept(
                    "promptOptimization",
                    requested.promptOptimization(),
                    capability.features().promptOptimization()));
    return new Fit(fitted, adjustments, obstacles);
  }

  private void checkOperation(ImageSpec requested) {
    if (!capability.operations().contains(requested.operation())) {
      obstacles.add(
          requested.operation() == Operation.EDIT
              ? new Fault("images", "this model takes no reference images")
              : new Fault("images", "this model only edits: give at least one image"));
    } else {
      capability
          .limits()
          .references()
          .max()
          .filter(most -> requested.images().size() > most)
          .ifPresent(
              most -> obstacles.add(new Fault("images", "at most " + most + " reference images")));
    }
  }

  /** A prompt is never cut: that would change what it says. */
  private void checkPrompt(ImageSpec requested) {
    int length = requested.prompt().codePointCount(0, requested.prompt().length());
    if (capability.promptLimit().filter(limit -> length > limit).isPresent()) {
      obstacles.add(
          new Fault(
              "prompt",
              "is "
                  + length
                  + " characters long; at most "
                  + capability.promptLimit().get()
                  + " are taken"));
    }
  }

  private int count(ImageSpec requested) {
    int room =
        capability
            .limits()
            .maxTotal()
            .map(most -> most - requested.images().size())
            .orElse(MAX_COUNT);
    int most = Math.min(capability.limits().maxCount(), room);
    if (most < 1) {
      obstacles.add(new Fault("images", together()));
      return 1;
    }
    if (requested.count() <= most) {
      return requested.count();
    }
    adjust(
        "count",
        Integer.toString(requested.count()),
        Optional.of(Integer.toString(most)),
        Kind.CLAMPED,
        most < capability.limits().maxCount() ? together() : "at most " + most + " per task");
    return most;
  }

  private String together() {
    return "references and results together are at most "
        + capability.limits().maxTotal().map(Object::toString).orElse("");
  }

  /** A seed is never adapted: another seed is another picture. */
  private Optional<Long> seed(ImageSpec requested) {
    var range = capability.features().seeds();
    if (range.isEmpty()) {
      return kept("seed", requested.seed(), false);
    }
    var taken = requested.seed().filter(range.get()::takes);
    if (!taken.equals(requested.seed())) {
      adjust(
          "seed",
          requested.seed().map(Object::toString).orElse(""),
          Optional.empty(),
          Kind.DROPPED,
          "seeds here are " + range.get().least() + " to " + range.get().most());
    }
    return taken;
  }

  private Optional<OutputFormat> outputFormat(ImageSpec requested) {
    var format = requested.outputFormat();
    if (format.isEmpty() || capability.features().formats().contains(format.get())) {
      return format;
    }
    adjust(
        "outputFormat",
        format.get().text(),
        Optional.empty(),
        Kind.DROPPED,
        capability.features().formats().isEmpty()
            ? "no format can be asked for"
            : "formats here: " + formats());
    return Optional.empty();
  }

  private List<String> formats() {
    return capability.features().formats().stream().map(OutputFormat::text).sorted().toList();
  }

  /** Every model without a search can honour a request not to search. */
  private Optional<Boolean> webSearch(ImageSpec requested) {
    boolean isKeptAnyway =
        !requested.webSearch().orElse(false) && !capability.features().webSearch();
    return isKeptAnyway
        ? Optional.empty()
        : kept("webSearch", requested.webSearch(), capability.features().webSearch());
  }

  private <T> Optional<T> kept(String field, Optional<T> value, boolean supported) {
    if (value.isEmpty() || supported) {
      return value;
    }
    adjust(
        field,
        value.get().toString(),
        Optional.empty(),
        Kind.DROPPED,
        "the provider has no such parameter for this model");
    return Optional.empty();
  }

  private void adjust(
      String field, String requested, Optional<String> sent, Kind kind, String reason) {
    adjustments.add(new Adjustment(field, requested, sent, Optional.empty(), kind, reason));
  }
}

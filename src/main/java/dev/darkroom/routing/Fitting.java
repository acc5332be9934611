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

/** Holds a wish against a capability: a total function, field by field, that forgets nothing. */
final class Fitting {
  private final Capability capability;
  private final List<Adjustment> adjustments = new ArrayList<>();
  private final List<Fault> obstacles = new ArrayList<>();

  private Fitting(Capability capability) {
    this.capability = capability;
  }

  static Fit of(ImageSpec wish, Capability capability) {
    return new Fitting(capability).fit(wish);
  }

  private Fit fit(ImageSpec wish) {
    checkOperation(wish);
    checkPrompt(wish);
    var frame = FrameFitting.of(wish.dimensions(), capability);
    adjustments.addAll(frame.adjustments());
    var fitted =
        wish.withDimensions(frame.dimensions())
            .withCount(count(wish))
            .withSeed(seed(wish))
            .withOutputFormat(outputFormat(wish))
            .withSafetyChecker(
                kept("safetyChecker", wish.safetyChecker(), capability.safetyChecker()))
            .withWebSearch(webSearch(wish))
            .withPromptOptimization(
                kept(
                    "promptOptimization",
                    wish.promptOptimization(),
                    capability.promptOptimization()));
    return new Fit(fitted, adjustments, obstacles);
  }

  private void checkOperation(ImageSpec wish) {
    if (!capability.operations().contains(wish.operation())) {
      obstacles.add(
          wish.operation() == Operation.EDIT
              ? new Fault("images", "this model takes no reference images")
              : new Fault("images", "this model only edits: give at least one image"));
    } else {
      capability
          .references()
          .max()
          .filter(most -> wish.images().size() > most)
          .ifPresent(
              most -> obstacles.add(new Fault("images", "at most " + most + " reference images")));
    }
  }

  /** A prompt is never cut: that would change what it says. */
  private void checkPrompt(ImageSpec wish) {
    int length = wish.prompt().codePointCount(0, wish.prompt().length());
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

  private int count(ImageSpec wish) {
    int room = capability.maxTotal().map(most -> most - wish.images().size()).orElse(MAX_COUNT);
    int most = Math.min(capability.maxCount(), room);
    if (most < 1) {
      obstacles.add(new Fault("images", together()));
      return 1;
    }
    if (wish.count() <= most) {
      return wish.count();
    }
    adjust(
        "count",
        Integer.toString(wish.count()),
        Optional.of(Integer.toString(most)),
        Kind.CLAMPED,
        most < capability.maxCount() ? together() : "at most " + most + " per task");
    return most;
  }

  private String together() {
    return "references and results together are at most "
        + capability.maxTotal().map(Object::toString).orElse("");
  }

  /** A seed is never brought nearer: another seed is another picture. */
  private Optional<Long> seed(ImageSpec wish) {
    var range = capability.seeds();
    if (range.isEmpty()) {
      return kept("seed", wish.seed(), false);
    }
    var taken = wish.seed().filter(range.get()::takes);
    if (!taken.equals(wish.seed())) {
      adjust(
          "seed",
          wish.seed().map(Object::toString).orElse(""),
          Optional.empty(),
          Kind.DROPPED,
          "seeds here are " + range.get().least() + " to " + range.get().most());
    }
    return taken;
  }

  private Optional<OutputFormat> outputFormat(ImageSpec wish) {
    var format = wish.outputFormat();
    if (format.isEmpty() || capability.formats().contains(format.get())) {
      return format;
    }
    adjust(
        "outputFormat",
        format.get().text(),
        Optional.empty(),
        Kind.DROPPED,
        capability.formats().isEmpty()
            ? "no format can be asked for"
            : "formats here: " + formats());
    return Optional.empty();
  }

  private List<String> formats() {
    return capability.formats().stream().map(OutputFormat::text).sorted().toList();
  }

  /** Not to search is what every model without a search does. */
  private Optional<Boolean> webSearch(ImageSpec wish) {
    boolean isKeptAnyway = !wish.webSearch().orElse(false) && !capability.webSearch();
    return isKeptAnyway
        ? Optional.empty()
        : kept("webSearch", wish.webSearch(), capability.webSearch());
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

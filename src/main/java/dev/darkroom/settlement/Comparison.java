package dev.darkroom.settlement;

import dev.darkroom.provider.catalogue.Capability;
import dev.darkroom.task.Adjustment;
import dev.darkroom.task.Adjustment.Kind;
import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Media;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a result with its request, field by field: a total function. A field has one adjustment
 * at most. An adjustment of routing is completed by the actual value.
 */
final class Comparison {
  private final ResultSummary seen;
  private final List<Adjustment> adjustments = new ArrayList<>();

  private Comparison(ResultSummary seen) {
    this.seen = seen;
  }

  /**
   * All adjustments to report.
   *
   * @param known what routing announced
   * @param row what the provider can do; empty: not known any more
   */
  static List<Adjustment> of(
      GenerationRequest request,
      List<Adjustment> known,
      Optional<Capability> row,
      ResultSummary seen) {
    var comparison = new Comparison(seen);
    known.forEach(comparison::complete);
    comparison.compare(request, row);
    DimensionsComparison.of(request.spec().dimensions(), known, row, seen.sizes())
        .forEach(comparison::note);
    return List.copyOf(comparison.adjustments);
  }

  /**
   * A field whose actual value differs from the requested and sent one.
   *
   * @param field the path in the event
   * @param asked as text; sent as it was asked
   */
  record Difference(String field, String asked, String reason) {}

  private void compare(GenerationRequest request, Optional<Capability> row) {
    int wanted = request.spec().count();
    if (seen.count() != wanted) {
      note(
          new Difference(
              "count", Integer.toString(wanted), "the number of images that the provider made"));
    }
    request
        .spec()
        .outputFormat()
        .filter(format -> !areAll("image/" + format.text()))
        .map(
            format ->
                new Difference(
                    "outputFormat", format.text(), "the provider delivered another format"))
        .ifPresent(this::note);
    row.map(Capability::media)
        .filter(media -> !areAll(media.text() + "/"))
        .map(media -> new Difference("model", request.model().value(), makes(media)))
        .ifPresent(this::note);
  }

  private boolean areAll(String type) {
    return seen.types().stream().allMatch(one -> one.startsWith(type));
  }

  private static String makes(Media media) {
    return String.format(Locale.ROOT, "this model makes %ss here", media.text());
  }

  private void complete(Adjustment known) {
    adjustments.add(
        new Adjustment(
            known.field(),
            known.requested(),
            known.sent(),
            seen.valueOf(known.field()).or(known::actual),
            known.kind(),
            known.reason()));
  }

  private void note(Difference found) {
    boolean isKnown = adjustments.stream().anyMatch(one -> one.field().equals(found.field()));
    if (!isKnown) {
      adjustments.add(
          new Adjustment(
              found.field(),
              found.asked(),
              Optional.of(found.asked()),
              seen.valueOf(found.field()),
              Kind.SUBSTITUTED,
              found.reason()));
    }
  }
}

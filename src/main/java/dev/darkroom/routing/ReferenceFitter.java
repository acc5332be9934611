package dev.darkroom.routing;

import dev.darkroom.provider.catalogue.Capability.References;
import dev.darkroom.task.Refusal.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Compares reference images with what a model takes. Unknown facts do not count against an image.
 */
final class ReferenceFitter {
  private ReferenceFitter() {}

  static List<Fault> of(List<Reference> references, References rule) {
    return references.stream()
        .flatMap(one -> Stream.of(type(one, rule), size(one, rule)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Fault> type(Reference reference, References rule) {
    return reference
        .type()
        .filter(type -> !rule.types().isEmpty() && !rule.types().contains(type))
        .map(
            type ->
                new Fault(
                    reference.path(),
                    "is " + type + "; types here: " + rule.types().stream().sorted().toList()));
  }

  private static Optional<Fault> size(Reference reference, References rule) {
    return reference
        .bytes()
        .filter(bytes -> rule.maxBytes().filter(most -> bytes > most).isPresent())
        .map(
            bytes ->
                new Fault(
                    reference.path(),
                    "has " + bytes + " bytes; at most " + rule.maxBytes().orElseThrow()));
  }
}

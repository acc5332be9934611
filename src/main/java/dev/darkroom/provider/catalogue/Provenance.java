package dev.darkroom.provider.catalogue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The origin of a row of a capability table. The source states every field that is in neither list.
 *
 * @param source the provider's own document
 * @param read when it was read
 * @param inferred fields that it does not state, by the names of {@code GET /v1/models}, with their
 *     other source. They are used as if they were stated
 * @param unknown fields that nobody states; not enforced
 */
public record Provenance(
    String source, LocalDate read, Map<String, String> inferred, Set<String> unknown) {
  public Provenance {
    inferred = Map.copyOf(inferred);
    unknown = Set.copyOf(unknown);
    if (source.isBlank()) {
      throw new IllegalArgumentException("a fact has a source");
    }
  }
}

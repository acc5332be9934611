package dev.darkroom.provider.catalogue;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Where a row of a capability table is from. What is in neither list below is stated by the source.
 *
 * @param source the provider's own document
 * @param read when it was read
 * @param inferred what it does not state, by the names of {@code GET /v1/models}: from where we
 *     took it instead. It is used as if it were stated
 * @param unknown what nobody states; not enforced
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

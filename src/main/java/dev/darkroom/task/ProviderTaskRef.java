package dev.darkroom.task;

/**
 * A provider's own id of a task, good for asking that provider and nobody else.
 *
 * @param provider whose id it is
 * @param id not blank, at most 512 characters, opaque
 */
public record ProviderTaskRef(ProviderId provider, String id) {
  public static final int MAX_LENGTH = 512;

  public ProviderTaskRef {
    if (id.isBlank() || id.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a provider's task id is 1 to 512 characters");
    }
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof ProviderTaskRef ref
        && provider.equals(ref.provider)
        && id.equals(ref.id);
  }

  @Override
  public int hashCode() {
    return 31 * provider.hashCode() + id.hashCode();
  }
}

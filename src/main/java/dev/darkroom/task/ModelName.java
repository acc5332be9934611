package dev.darkroom.task;

/**
 * The canonical name of a model, the same with every provider.
 *
 * @param value such as {@code seedream-5.0-lite}
 */
public record ModelName(String value) {
  public ModelName {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a model has a name");
    }
  }

  /** Written out, as a native image puts a record's own together at each call (performance.md). */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelName name && value.equals(name.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}

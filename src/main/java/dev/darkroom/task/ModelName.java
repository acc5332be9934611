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

  @Override
  public String toString() {
    return value;
  }
}

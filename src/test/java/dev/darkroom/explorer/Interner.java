package dev.darkroom.explorer;

import java.util.HashMap;
import java.util.Map;

/** Gives equal values one object with one number, so that states are compared by numbers. */
final class Interner {
  private final Map<Object, Interned<?>> known = new HashMap<>();

  /**
   * A value and its number.
   *
   * @param number one for all equal values
   */
  record Interned<T>(int number, T value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Interned<?>(var same, _) && same == number;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  @SuppressWarnings("unchecked") // the value is its own key
  <T> Interned<T> of(T value) {
    return (Interned<T>) known.computeIfAbsent(value, it -> new Interned<>(known.size() + 1, it));
  }

  int size() {
    return known.size();
  }
}

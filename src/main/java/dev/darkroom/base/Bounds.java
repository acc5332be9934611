package dev.darkroom.base;

/** Keeps a value, such as a duration or a moment, within a bound. */
public final class Bounds {
  private Bounds() {}

  /** The smaller of the two; of two moments, the earlier. */
  public static <T extends Comparable<? super T>> T atMost(T value, T most) {
    return value.compareTo(most) > 0 ? most : value;
  }

  /** The larger of the two; of two moments, the later. */
  public static <T extends Comparable<? super T>> T atLeast(T value, T least) {
    return value.compareTo(least) < 0 ? least : value;
  }
}

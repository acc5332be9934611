package dev.darkroom.provider.support;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for: start-up time is a budget. */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private volatile @Nullable T made;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public T get() {
    var value = made;
    return value == null ? make() : value;
  }

  private synchronized T make() {
    var value = made;
    if (value == null) {
      value = maker.get();
      made = value;
    }
    return value;
  }
}

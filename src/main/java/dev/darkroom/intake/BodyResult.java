package dev.darkroom.intake;

import dev.darkroom.task.Rejection;

/**
 * What a small body says that is no event, or what is wrong with it.
 *
 * @param <T> what it says
 */
public sealed interface BodyResult<T> {
  /** It can be followed. */
  record Understood<T>(T content) implements BodyResult<T> {}

  /**
   * The body is larger than such a body may be. Nothing was done.
   *
   * @param limit in bytes
   */
  record TooLarge<T>(int limit) implements BodyResult<T> {}

  /** Nothing was done. */
  record Invalid<T>(Rejection rejection) implements BodyResult<T> {}
}

package dev.darkroom.secret;

/** The source of keys. Implementations keep what they read. */
public interface Secrets {
  /**
   * The secret of that name.
   *
   * @param parameter name in the parameter store
   * @throws IllegalStateException if there is none, or it cannot be read; names the parameter
   */
  Secret get(String parameter);

  /** Forgets the kept secret of that name: a counterpart rejected it. */
  void forget(String parameter);
}

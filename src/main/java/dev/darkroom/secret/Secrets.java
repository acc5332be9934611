package dev.darkroom.secret;

/** Where keys come from. Implementations keep what they fetched. */
public interface Secrets {
  /**
   * The secret of that name.
   *
   * @param parameter name in the parameter store
   * @throws IllegalStateException if there is none, or it cannot be read; names the parameter
   */
  Secret get(String parameter);

  /** Forgets what was kept under that name: a counterpart said it is no longer good. */
  void forget(String parameter);
}

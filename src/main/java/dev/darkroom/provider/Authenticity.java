package dev.darkroom.provider;

/** What a provider's own signature of a callback is worth. */
public enum Authenticity {
  /** Good; or the provider signs nothing, and Darkroom's token is the only proof. */
  GENUINE,
  /** Missing, wrong or out of date. */
  FORGED,
  /** The signature cannot be verified now: the provider should retry. */
  UNKNOWN
}

package dev.darkroom.provider;

/** What a provider's own signature under a ring is worth. */
public enum Authenticity {
  /** Good; or the provider signs nothing, and our token is all there is. */
  GENUINE,
  /** Missing, wrong or out of date. */
  FORGED,
  /** It cannot be told just now: the provider should ring again. */
  UNKNOWN
}

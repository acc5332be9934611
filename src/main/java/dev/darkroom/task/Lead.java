package dev.darkroom.task;

import java.util.Optional;

/** What a check brings along about the provider's task. */
public sealed interface Lead {
  /** Nothing is known. */
  record Nothing() implements Lead {}

  /** The reference that an authenticated callback named: to be verified. */
  record Hint(ProviderTaskRef ref) implements Lead {}

  /** The reference of the paid call's own answer: certain. */
  record Reference(ProviderTaskRef ref) implements Lead {}

  /** The lead of an authenticated callback, which may name nothing. */
  static Lead hint(Optional<ProviderTaskRef> ref) {
    return ref.<Lead>map(Hint::new).orElseGet(Nothing::new);
  }
}

package dev.darkroom.task;

import java.util.Optional;

/** What a check brings along about the provider's task. */
public sealed interface Lead {
  /** Nothing. */
  record Nothing() implements Lead {}

  /** What an authenticated callback named: to be verified. */
  record Hint(ProviderTaskRef ref) implements Lead {}

  /** What the paid call's own answer named: certain. */
  record Reference(ProviderTaskRef ref) implements Lead {}

  /** Of what an authenticated callback named, if it named anything. */
  static Lead hint(Optional<ProviderTaskRef> ref) {
    return ref.<Lead>map(Hint::new).orElseGet(Nothing::new);
  }
}

package dev.darkroom.task;

/** What an operator decides about a paid call whose fate is unknown. */
public sealed interface OperatorDecision {
  /** Ends the waiting: the task fails now. The provider may have billed the call. */
  record Abandon() implements OperatorDecision {}

  /**
   * The provider's task is known by another way, such as the provider's console.
   *
   * @param providerTaskId as {@link ProviderTaskRef} has it: 1 to 512 characters
   */
  record Attach(String providerTaskId) implements OperatorDecision {}
}

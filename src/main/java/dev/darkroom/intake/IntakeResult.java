package dev.darkroom.intake;

import dev.darkroom.task.GenerationRequest;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.RequestId;
import java.util.Optional;

/** The result of reading an event. */
public sealed interface IntakeResult {

  /** A request, complete and checked. */
  record Understood(GenerationRequest request) implements IntakeResult {
    @Override
    public RequestId id() {
      return request.id();
    }

    @Override
    public Optional<String> taskToken() {
      return request.delivery().taskToken().filter(text -> !text.isBlank());
    }
  }

  /** No request: the event breaks the rules. Its id and token are read as far as possible. */
  record Invalid(Rejection rejection, RequestId id, Optional<String> taskToken)
      implements IntakeResult {}

  /** The event's own id, else its carrier's, else a new one. */
  RequestId id();

  /** The token of the state machine that waits, even where the rest of the event is wrong. */
  Optional<String> taskToken();
}

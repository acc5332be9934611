package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call to a provider wants. */
sealed interface Route {
  /** A new task, for money. */
  record Create() implements Route {}

  /** The state of a task. */
  record Query(String taskId) implements Route {}

  /** Something with an answer of its own, for everybody who has a key. */
  record Plain(ObjectNode body) implements Route {}

  /** A known path, but not with this method. */
  record WrongMethod(String allowed) implements Route {}

  /** Nothing that is known here. */
  record Nowhere() implements Route {}

  /** The route if the call has that method. */
  static Route only(String method, Call call, Route route) {
    return call.method().equals(method) ? route : new WrongMethod(method);
  }
}

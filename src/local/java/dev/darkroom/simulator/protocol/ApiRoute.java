package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call to a provider wants. */
public sealed interface ApiRoute {
  /** A new task, for money. */
  record Create() implements ApiRoute {}

  /** The state of a task. */
  record Query(String taskId) implements ApiRoute {}

  /**
   * A page of the account's tasks.
   *
   * @param page from 1
   */
  record Tasks(int page, int size) implements ApiRoute {}

  /** Something with an answer of its own, for everybody who has a key. */
  record Plain(ObjectNode body) implements ApiRoute {}

  /** A known path, but not with this method. */
  record WrongMethod(String allowed) implements ApiRoute {}

  /** Nothing that is known here. */
  record Nowhere() implements ApiRoute {}

  /** The route if the call has that method. */
  static ApiRoute only(String method, ApiRequest call, ApiRoute route) {
    return call.method().equals(method) ? route : new WrongMethod(method);
  }
}

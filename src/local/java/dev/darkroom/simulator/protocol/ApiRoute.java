package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a call to a provider wants. */
public sealed interface ApiRoute {
  /** A new task, for money. */
  record Create() implements ApiRoute {}

  /** How far a task is, or what came of it. */
  record Query(String taskId, View view) implements ApiRoute {
    public Query(String taskId) {
      this(taskId, View.WHOLE);
    }
  }

  /** The part of a task that one query shows. */
  enum View {
    WHOLE,
    STATE,
    RESULT
  }

  /** The end of a task, if it has not begun. */
  record Cancel(String taskId) implements ApiRoute {}

  /**
   * A page of the account's tasks.
   *
   * @param page from 1
   */
  record Tasks(int page, int size) implements ApiRoute {}

  /** Something with an answer of its own, for everybody who has a key. */
  record Plain(ObjectNode body) implements ApiRoute {}

  /** Something with an answer of its own, for everybody. */
  record Public(ObjectNode body) implements ApiRoute {}

  /** A known path, but not with this method. */
  record WrongMethod(String allowed) implements ApiRoute {}

  /** Nothing that is known here. */
  record Nowhere() implements ApiRoute {}

  /** The route if the call has that method. */
  static ApiRoute only(String method, ApiRequest call, ApiRoute route) {
    return call.method().equals(method) ? route : new WrongMethod(method);
  }
}

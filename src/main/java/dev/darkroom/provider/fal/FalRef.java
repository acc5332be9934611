package dev.darkroom.provider.fal;

import dev.darkroom.provider.support.TaskIds;
import java.util.List;
import java.util.Optional;

/**
 * What our reference of a task says: {@code owner~alias~request} where we submitted it, the request
 * alone where a webhook named it, which does not say the app.
 *
 * @param apps under which it is asked for, in turn: one, or all of our table
 */
record FalRef(List<FalApp> apps, String request) {
  private static final String SEPARATOR = "~";

  /** The reference of a request that this app took. */
  static String of(FalApp app, String request) {
    return String.join(SEPARATOR, app.owner(), app.alias(), request);
  }

  /** Reads a reference; empty if it is none that can be asked about. */
  static Optional<FalRef> read(String id) {
    var parts = List.of(id.split(SEPARATOR, -1));
    if (!parts.stream().allMatch(TaskIds::isAskable)) {
      return Optional.empty();
    }
    return switch (parts.size()) {
      case 1 -> Optional.of(new FalRef(FalApp.ALL, id));
      case 3 ->
          Optional.of(new FalRef(List.of(new FalApp(parts.get(0), parts.get(1))), parts.get(2)));
      default -> Optional.empty();
    };
  }

  /** A request's id that came from outside: no app can be smuggled in by it. */
  static Optional<String> request(Optional<String> id) {
    return id.filter(TaskIds::isAskable).filter(text -> !text.contains(SEPARATOR));
  }
}

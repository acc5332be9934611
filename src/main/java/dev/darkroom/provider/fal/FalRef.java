package dev.darkroom.provider.fal;

import dev.darkroom.provider.support.TaskIds;
import java.util.List;
import java.util.Optional;

/**
 * Darkroom's reference of a task at fal.ai.
 *
 * <p>It is {@code owner~alias~request} after a submit. A webhook does not name the app, so its
 * reference is the request alone.
 *
 * @param apps the apps to ask, in turn: one, or all of the table
 */
record FalRef(List<FalApp> apps, String request) {
  private static final String SEPARATOR = "~";

  /** The reference of a request that this app took. */
  static String of(FalApp app, String request) {
    return String.join(SEPARATOR, app.owner(), app.alias(), request);
  }

  /** Reads a reference; empty if Darkroom cannot ask about it. */
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

  /** A request id from outside, if no app can be smuggled in with it. */
  static Optional<String> request(Optional<String> id) {
    return id.filter(TaskIds::isAskable).filter(text -> !text.contains(SEPARATOR));
  }
}

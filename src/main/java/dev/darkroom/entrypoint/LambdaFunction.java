package dev.darkroom.entrypoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The six functions, and the variables that each of them needs. */
public enum LambdaFunction {
  SUBMIT,
  CALLBACK,
  SETTLE,
  SWEEP,
  QUERY,
  CONTROL;

  /** The environment variables that it needs in any case. */
  List<String> variables() {
    return switch (this) {
      case SUBMIT, SWEEP, CONTROL -> List.of("DARKROOM_TABLE", "DARKROOM_SETTLE_QUEUE_URL");
      case CALLBACK -> List.of("DARKROOM_SETTLE_QUEUE_URL");
      case SETTLE -> List.of("DARKROOM_TABLE", "DARKROOM_BUCKET", "DARKROOM_SETTLE_QUEUE_URL");
      case QUERY -> List.of("DARKROOM_TABLE", "DARKROOM_BUCKET");
    };
  }

  /** The value of {@code QUARKUS_LAMBDA_HANDLER} that chooses it. */
  public String handler() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The function of that handler name. */
  static Optional<LambdaFunction> of(String handler) {
    for (var one : values()) {
      if (one.handler().equals(handler)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}

package dev.darkroom.intake;

import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderTaskRef;
import java.util.Optional;

/** Reads the bodies of decisions, as strictly as events: a typing mistake decides nothing. */
public final class DecisionReader {
  private final FieldReader body;

  private DecisionReader(FieldReader body) {
    this.body = body;
  }

  /** Reads a cancel: what becomes of late images. An empty body keeps them. */
  public static BodyResult<LateImages> cancel(byte[] bytes) {
    return SmallBody.read(bytes, body -> new DecisionReader(body).lateImages());
  }

  private Optional<LateImages> lateImages() {
    var late = body.word("late", LateImages::parse, "\"keep\" or \"drop\"");
    return Optional.of(late.orElse(LateImages.KEEP));
  }

  /** Reads the resolution of a paid call whose fate is unknown. */
  public static BodyResult<OperatorDecision> resolution(byte[] bytes) {
    return SmallBody.read(bytes, body -> new DecisionReader(body).decision());
  }

  private Optional<OperatorDecision> decision() {
    var decision = body.word("decision", Verb::parse, "\"attach\" or \"abandon\"");
    var id = body.text("providerTaskId", ProviderTaskRef.MAX_LENGTH).filter(this::isReference);
    if (decision.isEmpty() && !body.has("decision")) {
      body.fault("decision", "is missing: \"attach\" or \"abandon\"");
    }
    return decision.flatMap(verb -> decision(verb, id));
  }

  private Optional<OperatorDecision> decision(Verb verb, Optional<String> id) {
    return switch (verb) {
      case ABANDON -> {
        if (body.has("providerTaskId")) {
          body.fault("providerTaskId", "goes with \"attach\" alone: leave it out");
        }
        yield Optional.of(new Abandon());
      }
      case ATTACH -> {
        if (!body.has("providerTaskId")) {
          body.fault("providerTaskId", "is missing: the provider's own id of the task");
        }
        yield id.map(Attach::new);
      }
    };
  }

  /** Whether a reference can hold it, which counts an emoji as two characters. */
  private boolean isReference(String id) {
    if (id.isBlank()) {
      body.fault("providerTaskId", "is blank: the provider's own id of the task");
    } else if (id.length() > ProviderTaskRef.MAX_LENGTH) {
      body.fault("providerTaskId", "is too long: no provider's id has so many characters");
    }
    return !id.isBlank() && id.length() <= ProviderTaskRef.MAX_LENGTH;
  }

  private enum Verb {
    ATTACH,
    ABANDON;

    static Optional<Verb> parse(String text) {
      return switch (text) {
        case "attach" -> Optional.of(ATTACH);
        case "abandon" -> Optional.of(ABANDON);
        default -> Optional.empty();
      };
    }
  }
}

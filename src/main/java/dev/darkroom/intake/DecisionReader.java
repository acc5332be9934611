package dev.darkroom.intake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.darkroom.intake.DecisionResult.Invalid;
import dev.darkroom.intake.DecisionResult.TooLarge;
import dev.darkroom.intake.DecisionResult.Understood;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.OperatorDecision;
import dev.darkroom.task.OperatorDecision.Abandon;
import dev.darkroom.task.OperatorDecision.Attach;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.Refusal.Fault;
import dev.darkroom.task.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the bodies of decisions, as strictly as events: a typing mistake decides nothing. */
public final class DecisionReader {
  /** In bytes; a provider's task id has at most 512 characters. */
  static final int MAX_BYTES = 8 * 1024;

  private final List<Fault> faults = new ArrayList<>();
  private final FieldReader body;

  private DecisionReader(byte[] bytes) {
    this.body = new FieldReader(object(bytes), "", faults);
  }

  /** Reads a cancel: what becomes of late images. An empty body keeps them. */
  public static DecisionResult<LateImages> cancel(byte[] bytes) {
    return read(bytes, DecisionReader::lateImages);
  }

  private Optional<LateImages> lateImages() {
    var late = body.word("late", LateImages::parse, "\"keep\" or \"drop\"");
    return Optional.of(late.orElse(LateImages.KEEP));
  }

  /** Reads the resolution of a paid call whose fate is unknown. */
  public static DecisionResult<OperatorDecision> resolution(byte[] bytes) {
    return read(bytes, DecisionReader::decision);
  }

  private static <T> DecisionResult<T> read(
      byte[] bytes, Function<DecisionReader, Optional<T>> decision) {
    if (bytes.length > MAX_BYTES) {
      return new TooLarge<>(MAX_BYTES);
    }
    var reader = new DecisionReader(bytes);
    return reader.result(decision.apply(reader));
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

  private <T> DecisionResult<T> result(Optional<T> decision) {
    body.refuseUnknown();
    return faults.isEmpty() && decision.isPresent()
        ? new Understood<>(decision.get())
        : new Invalid<>(Rejection.invalid(faults));
  }

  /** The object of the body, as far as it could be read. */
  private ObjectNode object(byte[] bytes) {
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    var document = StrictJson.read(bytes, "body");
    faults.addAll(document.faults());
    if (document.tree() instanceof ObjectNode object) {
      return object;
    }
    if (faults.isEmpty()) {
      faults.add(new Fault("", "the body must be a JSON object"));
    }
    return JsonNodeFactory.instance.objectNode();
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

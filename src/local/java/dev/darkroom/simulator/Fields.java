package dev.darkroom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the fields of a create call one by one and remembers the first that is wrong. */
final class Fields {
  private final JsonNode body;
  private final List<String> problems = new ArrayList<>();
  private final List<String> upstreamProblems = new ArrayList<>();

  Fields(JsonNode body) {
    this.body = body;
  }

  /**
   * A text that must be there.
   *
   * @param pointer of JSON, such as {@code /input/prompt}
   */
  String required(String pointer, int longest) {
    String text = text(pointer).orElse("");
    check(!text.isBlank(), pointer, "is required");
    check(text.length() <= longest, pointer, "must not exceed " + longest + " characters");
    return text;
  }

  /** What is there, of whatever kind. */
  JsonNode at(String pointer) {
    return body.at(pointer);
  }

  boolean isAbsent(String pointer) {
    return isAbsent(body.at(pointer));
  }

  Optional<String> text(String pointer) {
    JsonNode value = body.at(pointer);
    check(isAbsent(value) || value.isTextual(), pointer, "must be a string");
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  Optional<String> oneOf(String pointer, Collection<String> allowed) {
    Optional<String> text = text(pointer);
    text.ifPresent(it -> check(allowed.contains(it), pointer, "must be one of " + allowed));
    return text;
  }

  Optional<Integer> integer(String pointer, int least, int most) {
    return whole(pointer, least, most).map(Math::toIntExact);
  }

  Optional<Long> whole(String pointer, long least, long most) {
    JsonNode value = body.at(pointer);
    boolean isRight =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    check(isAbsent(value) || isRight, pointer, "must be an integer from " + least + " to " + most);
    return isRight ? Optional.of(value.longValue()) : Optional.empty();
  }

  /** The elements of a list, or none. */
  List<JsonNode> list(String pointer, int most) {
    JsonNode value = body.at(pointer);
    check(isAbsent(value) || value.isArray(), pointer, "must be an array");
    check(value.size() <= most, pointer, "must not have more than " + most + " elements");
    return value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of();
  }

  void object(String pointer) {
    JsonNode value = body.at(pointer);
    check(isAbsent(value) || value.isObject(), pointer, "must be an object");
  }

  void check(boolean isRight, String pointer, String otherwise) {
    if (!isRight) {
      problems.add(problem(pointer, otherwise));
    }
  }

  /** The same for what only whoever makes the pictures would find. */
  void checkUpstream(boolean isRight, String pointer, String otherwise) {
    if (!isRight) {
      upstreamProblems.add(problem(pointer, otherwise));
    }
  }

  /** An address to call back, if it is one that may be called. */
  Optional<URI> callback(String pointer, SimulatorOptions options) {
    Optional<String> text = text(pointer);
    Optional<String> problem =
        text.flatMap(it -> CallbackAddress.problem(it, options.loopbackCallbacks()));
    problem.ifPresent(it -> check(false, pointer, it));
    return problem.isPresent() ? Optional.empty() : text.map(URI::create);
  }

  /** The order if nothing was wrong, or what was wrong first. */
  Reading orElseRefused(Supplier<Order> order) {
    if (!problems.isEmpty()) {
      return new Refusal(Refusal.Kind.INVALID, problems.getFirst());
    }
    return upstreamProblems.isEmpty()
        ? order.get()
        : new Refusal(Refusal.Kind.INVALID_UPSTREAM, upstreamProblems.getFirst());
  }

  private static String problem(String pointer, String otherwise) {
    return pointer.substring(1).replace('/', '.') + " " + otherwise;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}

package dev.darkroom.simulator.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the fields of a create call one by one and remembers the first that is wrong. */
public final class RequestFields {
  private final JsonNode body;
  private final List<String> problems = new ArrayList<>();
  private final List<String> upstreamProblems = new ArrayList<>();

  public RequestFields(JsonNode body) {
    this.body = body;
  }

  /**
   * A text that must be there.
   *
   * @param pointer of JSON, such as {@code /input/prompt}
   */
  public String required(String pointer, int longest) {
    var text = text(pointer).orElse("");
    check(!text.isBlank(), pointer, "is required");
    check(text.length() <= longest, pointer, "must not exceed " + longest + " characters");
    return text;
  }

  /** What is there, of whatever kind. */
  public JsonNode at(String pointer) {
    return body.at(pointer);
  }

  public boolean isAbsent(String pointer) {
    return isAbsent(body.at(pointer));
  }

  public Optional<String> text(String pointer) {
    var value = body.at(pointer);
    check(isAbsent(value) || value.isTextual(), pointer, "must be a string");
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  public Optional<String> oneOf(String pointer, Collection<String> allowed) {
    var text = text(pointer);
    text.ifPresent(it -> check(allowed.contains(it), pointer, "must be one of " + allowed));
    return text;
  }

  public Optional<Integer> integer(String pointer, int least, int most) {
    return whole(pointer, least, most).map(Math::toIntExact);
  }

  public Optional<Long> whole(String pointer, long least, long most) {
    var value = body.at(pointer);
    boolean isRight =
        value.isIntegralNumber()
            && value.canConvertToLong()
            && value.longValue() >= least
            && value.longValue() <= most;
    check(isAbsent(value) || isRight, pointer, "must be an integer from " + least + " to " + most);
    return isRight ? Optional.of(value.longValue()) : Optional.empty();
  }

  /** The elements of a list, or none. */
  public List<JsonNode> list(String pointer, int most) {
    var value = body.at(pointer);
    check(isAbsent(value) || value.isArray(), pointer, "must be an array");
    check(value.size() <= most, pointer, "must not have more than " + most + " elements");
    return value.isArray() ? List.copyOf(value.valueStream().toList()) : List.of();
  }

  public void object(String pointer) {
    var value = body.at(pointer);
    check(isAbsent(value) || value.isObject(), pointer, "must be an object");
  }

  public void check(boolean isRight, String pointer, String otherwise) {
    if (!isRight) {
      problems.add(problem(pointer, otherwise));
    }
  }

  /** The same for a mistake that only the maker of the pictures would find. */
  public void checkUpstream(boolean isRight, String pointer, String otherwise) {
    if (!isRight) {
      upstreamProblems.add(problem(pointer, otherwise));
    }
  }

  /** An address to call back, if it is one that may be called. */
  public Optional<URI> callback(String pointer, boolean isLoopbackTaken) {
    var text = text(pointer);
    Optional<String> problem = text.flatMap(it -> CallbackUrl.problem(it, isLoopbackTaken));
    problem.ifPresent(it -> check(false, pointer, it));
    return problem.isPresent() ? Optional.empty() : text.map(URI::create);
  }

  /** The order if nothing was wrong, or what was wrong first. */
  public ParsedCreate orElseRefused(Supplier<CreateRequest> order) {
    if (!problems.isEmpty()) {
      return new SimulatedRefusal(SimulatedRefusal.Kind.INVALID, problems.getFirst());
    }
    return upstreamProblems.isEmpty()
        ? order.get()
        : new SimulatedRefusal(SimulatedRefusal.Kind.INVALID_UPSTREAM, upstreamProblems.getFirst());
  }

  private static String problem(String pointer, String otherwise) {
    return pointer.substring(1).replace('/', '.') + " " + otherwise;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}

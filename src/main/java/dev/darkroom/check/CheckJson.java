package dev.darkroom.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.darkroom.check.Check.Source;
import dev.darkroom.task.ProviderId;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskId;
import dev.darkroom.task.TraceParent;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * A check as the text of a queue message: {@code {"task":…,"provider":…,"ref":…,"round":n}}. Where
 * they are known, {@code "claim"} (the mark of the claim whose paid call named the reference),
 * {@code "rang"} (a moment), {@code "swept":true} and {@code "traceparent"} follow. Older code
 * ignores these, and its messages have none.
 */
public final class CheckJson {
  /** A queue refuses some characters, such as U+FFFF; it takes all of ASCII that JSON has. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final int MOST_RETRIES = 1_000_000;

  private CheckJson() {}

  public static String write(Check check) {
    var json = MAPPER.createObjectNode();
    json.put("task", check.task().value());
    check
        .hint()
        .ifPresent(
            hint -> {
              json.put("provider", hint.provider().value());
              json.put("ref", hint.id());
            });
    json.put("round", check.retryCount());
    switch (check.source()) {
      case Source.Step(var claim) -> claim.ifPresent(mark -> json.put("claim", mark));
      case Source.Callback(var rangAt) -> json.put("rang", rangAt.toString());
      case Source.Sweep _ -> json.put("swept", true);
    }
    check.trace().ifPresent(trace -> json.put("traceparent", trace.value()));
    return text(json);
  }

  private static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException cannotHappen) {
      throw new IllegalStateException("texts and numbers are JSON", cannotHappen);
    }
  }

  /** The check; empty for any other text. */
  public static Optional<Check> read(String text) {
    try {
      return read(MAPPER.readTree(text));
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }

  private static Optional<Check> read(JsonNode json) {
    var task = json.path("task").asText("");
    int retryCount = json.path("round").asInt(0);
    if (!TaskId.isValid(task) || retryCount < 0 || retryCount > MOST_RETRIES) {
      return Optional.empty();
    }
    return Optional.of(
        new Check(
            new TaskId(task),
            hint(json),
            retryCount,
            source(json),
            TraceParent.of(json.path("traceparent").asText(""))));
  }

  private static Source source(JsonNode json) {
    if (json.path("swept").asBoolean(false)) {
      return new Source.Sweep();
    }
    try {
      return new Source.Callback(Instant.parse(json.path("rang").asText("")));
    } catch (DateTimeParseException nobodyRang) {
      return new Source.Step(
          Optional.of(json.path("claim").asText("")).filter(it -> !it.isEmpty()));
    }
  }

  private static Optional<ProviderTaskRef> hint(JsonNode json) {
    var provider = json.path("provider").asText("");
    var ref = json.path("ref").asText("");
    boolean isOne =
        ProviderId.isValid(provider)
            && !ref.isBlank()
            && ref.length() <= ProviderTaskRef.MAX_LENGTH;
    return isOne
        ? Optional.of(new ProviderTaskRef(new ProviderId(provider), ref))
        : Optional.empty();
  }
}

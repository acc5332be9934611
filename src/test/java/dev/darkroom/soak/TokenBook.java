package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.darkroom.soak.CloudServer.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Step Functions: each token ends one waiting state. Of one use in thirty the answer says that it
 * failed.
 */
final class TokenBook {
  private static final int FAULT_OF = 30;

  private final Random random;
  private final Map<String, List<String>> uses = new HashMap<>();

  TokenBook(long seed) {
    random = new Random(seed);
  }

  synchronized Answer use(String target, JsonNode call) {
    var token = call.path("taskToken").asText();
    var before = uses.computeIfAbsent(token, _ -> new ArrayList<>());
    if (!before.isEmpty()) {
      return Answer.error(400, "com.amazonaws.swf.service.v2.model#TaskTimedOut");
    }
    before.add(
        target.endsWith("SendTaskSuccess") ? "success" : "failure " + call.path("error").asText());
    return random.nextInt(FAULT_OF) == 0
        ? Answer.error(500, "InternalFailure")
        : Answer.of(JsonNodeFactory.instance.objectNode());
  }

  /** What a token was used for, once at most. */
  synchronized List<String> uses(String token) {
    return List.copyOf(uses.getOrDefault(token, List.of()));
  }
}

package dev.darkroom.soak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * EventBridge: takes outcomes. One in thirty is not taken, and of one in thirty it says so although
 * it was taken.
 */
final class OutcomeBus {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int FAULT_OF = 30;

  private final Clock clock;
  private final Random random;
  private final List<Told> told = new ArrayList<>();

  OutcomeBus(Clock clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
  }

  synchronized ObjectNode put(JsonNode call) {
    var answer = JsonNodeFactory.instance.objectNode();
    var entries = answer.putArray("Entries");
    int failed = 0;
    for (var entry : call.path("Entries")) {
      int chance = random.nextInt(FAULT_OF);
      if (chance != 0) {
        told.add(Told.of(clock.instant(), entry));
      }
      if (chance <= 1) {
        failed++;
        entries.addObject().put("ErrorCode", "InternalFailure").put("ErrorMessage", "try again");
      } else {
        entries.addObject().put("EventId", "event-" + told.size());
      }
    }
    return answer.put("FailedEntryCount", failed);
  }

  synchronized Map<String, List<Told>> byTask() {
    return told.stream().collect(Collectors.groupingBy(Told::taskId));
  }

  synchronized int count() {
    return told.size();
  }

  /** One outcome as it was taken. */
  record Told(Instant at, String taskId, String outcomeId, String type, JsonNode generation) {
    private static Told of(Instant at, JsonNode entry) {
      try {
        var detail = JSON.readTree(entry.path("Detail").asText());
        var generation = detail.path("generation");
        return new Told(
            at,
            generation.path("taskId").asText(),
            detail.path("outcomeId").asText(),
            detail.path("type").asText(),
            generation);
      } catch (JsonProcessingException noJson) {
        throw new IllegalArgumentException("an outcome is no JSON", noJson);
      }
    }

    @Override
    public String toString() {
      return at
          + " told "
          + type
          + " as "
          + outcomeId
          + ": "
          + generation.path("status").asText()
          + ", "
          + generation.path("images").size()
          + " images";
    }
  }
}

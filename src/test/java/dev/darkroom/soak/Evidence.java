package dev.darkroom.soak;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import dev.darkroom.soak.OutcomeBus.Told;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of one task, from every side.
 *
 * @param task what was wanted, and what its callers were answered
 * @param taken by providers: each is billed
 * @param isRung whether a true callback was acknowledged
 * @param record as query answers it; empty: there is none
 * @param told on the bus, in order
 * @param handedBack what its task token was used for
 */
record Evidence(
    SoakTask task,
    List<SimulatedTask> taken,
    boolean isRung,
    Optional<JsonNode> record,
    List<Told> told,
    List<String> handedBack) {

  Evidence {
    taken = List.copyOf(taken);
    told = List.copyOf(told);
    handedBack = List.copyOf(handedBack);
  }

  String status() {
    return record.map(it -> it.path("status").asText()).orElse("absent");
  }

  boolean isDelivered() {
    return List.of("succeeded", "partial").contains(status());
  }

  boolean isLate() {
    return record.filter(it -> it.path("late").asBoolean()).isPresent();
  }

  boolean isProvisional() {
    return record.filter(it -> it.at("/error/provisional").asBoolean()).isPresent();
  }

  List<JsonNode> images() {
    return record.map(it -> it.path("images").valueStream().toList()).orElse(List.of());
  }

  int missing() {
    return record.map(it -> it.path("missing").size()).orElse(0);
  }

  /** How many pictures the provider made; 0: none, or it was not asked. */
  int made() {
    return taken.stream()
        .mapToInt(one -> one.outcome() instanceof Stage.Completed(var count) ? count : 0)
        .sum();
  }

  /** Whether Darkroom was told the provider's task, and had it acknowledged. */
  boolean isKnown() {
    return isRung || task.isAcknowledged();
  }

  @Override
  public String toString() {
    var story = new StringBuilder("%s %s%n".formatted(task.id(), task.event()));
    task.said().forEach(one -> story.append("  caller: ").append(one).append('\n'));
    taken.forEach(
        one ->
            story.append(
                "  provider: took %s at %s, done at %s, %s, rung %s%n"
                    .formatted(
                        one.id(), one.createdAt(), one.finishedAt(), one.outcome(), isRung)));
    told.forEach(one -> story.append("  bus: ").append(one).append('\n'));
    handedBack.forEach(one -> story.append("  token: ").append(one).append('\n'));
    return story
        .append("  record: ")
        .append(record.map(JsonNode::toString).orElse("none"))
        .append('\n')
        .toString();
  }
}

package dev.darkroom.soak;

import static java.util.stream.IntStream.range;

import com.fasterxml.jackson.databind.JsonNode;
import dev.darkroom.simulator.fault.TaskFault;
import dev.darkroom.simulator.protocol.SimulatedTask;
import dev.darkroom.simulator.protocol.Stage;
import dev.darkroom.soak.OutcomeBus.Told;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** Every object that the record names, as part of the outcome or left over. */
  List<JsonNode> objects() {
    var leftovers = record.stream().flatMap(it -> it.path("leftovers").valueStream());
    return Stream.concat(images().stream(), leftovers).toList();
  }

  int missing() {
    return record.map(it -> it.path("missing").size()).orElse(0);
  }

  /**
   * How many pictures the provider names; 0: it made none, or was not asked. Of several it may hand
   * out the first link alone.
   */
  int named() {
    return taken.stream().mapToInt(Evidence::named).sum();
  }

  /** How many of those can be had, in the end. */
  int obtainable() {
    return switch (task.pictures()) {
      case WHOLE -> named();
      case SPARED ->
          taken.stream()
              .mapToInt(one -> (int) range(0, named(one)).filter(i -> !one.isMeant(i)).count())
              .sum();
      case NONE -> 0;
    };
  }

  private static int named(SimulatedTask task) {
    int made = task.outcome() instanceof Stage.Completed(var count) ? count : 0;
    boolean hasOneLink =
        task.has(TaskFault.ONE_LINK_AS_TEXT) || task.has(TaskFault.ONE_LINK_AS_OBJECT);
    return hasOneLink ? Math.min(1, made) : made;
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

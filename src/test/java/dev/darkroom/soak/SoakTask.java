package dev.darkroom.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One generation of the run: what is wanted, what goes wrong, and what its callers were answered.
 */
final class SoakTask {
  private final int number;
  private final Map<String, Object> event;
  private final List<SoakFault> faults;
  private final List<Said> said = new ArrayList<>();

  /**
   * @param event with a prompt that begins with {@link #tag(int)}
   * @param faults in that prompt
   */
  SoakTask(int number, Map<String, Object> event, List<SoakFault> faults) {
    this.number = number;
    this.event = Map.copyOf(event);
    this.faults = List.copyOf(faults);
  }

  static String id(int number) {
    return "soak-%06d".formatted(number);
  }

  static String tag(int number) {
    return "[" + id(number) + "]";
  }

  int number() {
    return number;
  }

  String id() {
    return id(number);
  }

  Map<String, Object> event() {
    return event;
  }

  SoakFault.Pictures pictures() {
    return SoakFault.left(faults);
  }

  Optional<String> token() {
    return Optional.ofNullable(event.get("taskToken")).map(Object::toString);
  }

  /** Writes down what a caller did and was answered. */
  synchronized void said(Said one) {
    said.add(one);
  }

  synchronized List<Said> said() {
    return List.copyOf(said);
  }

  /** Whether a caller was told that the provider took it, which says that its id is known. */
  boolean isAcknowledged() {
    return said().stream()
        .anyMatch(
            one ->
                one.isOk()
                    && (one.call().equals("attach")
                        || (one.call().equals("submit")
                            && List.of("processing", "succeeded", "partial")
                                .contains(one.word()))));
  }

  /** Whether a caller was told that it is cancelled, with that word for late pictures. */
  boolean isCancelled(String late) {
    return said().stream().anyMatch(one -> one.isOk() && one.call().equals("cancel " + late));
  }

  boolean isTaken() {
    return said().stream().anyMatch(one -> one.call().equals("submit") && one.isOk());
  }

  /**
   * What a caller did, and was answered.
   *
   * @param status of HTTP; 0: no answer
   * @param word the status of the generation, or the code of the problem
   */
  record Said(Instant at, String call, int status, String word) {
    boolean isOk() {
      return status / 100 == 2;
    }

    @Override
    public String toString() {
      return at + " " + call + " → " + (status == 0 ? "no answer" : status + " " + word);
    }
  }
}

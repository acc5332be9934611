package dev.darkroom.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What happened at one provider, in the order in which it happened. */
final class Ledger {
  private final MonitoredLog log;
  private final List<String> submits = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final List<CreateCall> requests = new ArrayList<>();
  private final List<CallbackAttempt> callbacks = new ArrayList<>();
  private final List<PictureFetch> fetches = new ArrayList<>();
  private final Set<String> throttled = new HashSet<>();

  Ledger(MonitoredLog log) {
    this.log = log;
  }

  /** A create call arrived, readable or not. */
  void submitted(String prompt) {
    log.write(() -> submits.add(prompt));
  }

  void read(CreateCall request) {
    log.write(() -> requests.add(request));
  }

  void accepted(String prompt) {
    log.write(() -> accepted.add(prompt));
  }

  /** What was taken, and is not billed in the end. */
  void takenBack(String prompt) {
    log.write(() -> accepted.remove(prompt));
  }

  void calledBack(CallbackAttempt callback) {
    log.write(() -> callbacks.add(callback));
  }

  void fetched(PictureFetch fetch) {
    log.write(() -> fetches.add(fetch));
  }

  /** Whether that prompt was not yet throttled; from now on it was. */
  boolean isFirstToThrottle(String prompt) {
    return log.locked(() -> throttled.add(prompt));
  }

  List<String> submits() {
    return log.locked(() -> List.copyOf(submits));
  }

  List<String> accepted() {
    return log.locked(() -> List.copyOf(accepted));
  }

  List<CreateCall> requests() {
    return log.locked(() -> List.copyOf(requests));
  }

  List<CallbackAttempt> callbacks(String promptPart) {
    return log.locked(
        () -> callbacks.stream().filter(sent -> sent.prompt().contains(promptPart)).toList());
  }

  List<PictureFetch> fetches(String promptPart) {
    return log.locked(
        () -> fetches.stream().filter(fetch -> fetch.prompt().contains(promptPart)).toList());
  }

  void forget() {
    log.write(
        () -> {
          List.of(submits, accepted, requests, callbacks, fetches).forEach(List::clear);
          throttled.clear();
        });
  }
}

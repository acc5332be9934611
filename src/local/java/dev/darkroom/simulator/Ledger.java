package dev.darkroom.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What happened at one provider, in the order in which it happened. */
final class Ledger {
  private final Bell bell;
  private final List<String> submits = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private final List<CreateReceived> requests = new ArrayList<>();
  private final List<CallbackSent> callbacks = new ArrayList<>();
  private final List<PictureFetched> fetches = new ArrayList<>();
  private final Set<String> throttled = new HashSet<>();

  Ledger(Bell bell) {
    this.bell = bell;
  }

  /** A create call arrived, readable or not. */
  void submitted(String prompt) {
    bell.write(() -> submits.add(prompt));
  }

  void read(CreateReceived request) {
    bell.write(() -> requests.add(request));
  }

  void accepted(String prompt) {
    bell.write(() -> accepted.add(prompt));
  }

  void rang(CallbackSent callback) {
    bell.write(() -> callbacks.add(callback));
  }

  void fetched(PictureFetched fetch) {
    bell.write(() -> fetches.add(fetch));
  }

  /** Whether that prompt was not yet throttled; from now on it was. */
  boolean isFirstToThrottle(String prompt) {
    return bell.inside(() -> throttled.add(prompt));
  }

  List<String> submits() {
    return bell.inside(() -> List.copyOf(submits));
  }

  List<String> accepted() {
    return bell.inside(() -> List.copyOf(accepted));
  }

  List<CreateReceived> requests() {
    return bell.inside(() -> List.copyOf(requests));
  }

  List<CallbackSent> callbacks(String promptPart) {
    return bell.inside(
        () -> callbacks.stream().filter(sent -> sent.prompt().contains(promptPart)).toList());
  }

  List<PictureFetched> fetches(String promptPart) {
    return bell.inside(
        () -> fetches.stream().filter(fetch -> fetch.prompt().contains(promptPart)).toList());
  }

  void forget() {
    bell.write(
        () -> {
          List.of(submits, accepted, requests, callbacks, fetches).forEach(List::clear);
          throttled.clear();
        });
  }
}

package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The calls that came, until somebody takes them. */
final class Calls {
  private List<Call> calls = new ArrayList<>();

  synchronized void add(Call call) {
    calls.add(call);
  }

  /** All since the last time, the earliest first, with the servers' parts of handshakes. */
  synchronized List<Call> take() {
    var taken = calls;
    calls = new ArrayList<>();
    taken.sort(Comparator.comparingLong(Call::start));
    return taken;
  }
}

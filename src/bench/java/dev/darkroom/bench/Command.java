package dev.darkroom.bench;

import java.util.List;

/** The words that start a process which serves a function. */
record Command(List<String> words) {

  /**
   * The binary, as in an environment of that much memory: it sizes its heap by it.
   *
   * @param memory in MB
   */
  static Command natively(String bootstrap, int memory) {
    return new Command(List.of(bootstrap, "-XX:MaxRAM=" + memory + "m"));
  }
}

package dev.darkroom.bench;

import java.util.List;

/** How a process that serves one function is started, beside the variables that all of them get. */
record Command(String name, List<String> words) {

  /**
   * The binary, as in an environment of that much memory: it sizes its heap by it.
   *
   * @param memory in MB
   */
  static Command natively(String bootstrap, int memory) {
    return new Command("native", List.of(bootstrap, "-XX:MaxRAM=" + memory + "m"));
  }
}

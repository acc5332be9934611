package dev.darkroom.bench;

import java.util.ArrayList;
import java.util.List;

/** The words that start a process which serves a function. */
record Command(List<String> words) {

  /**
   * The binary, as in an environment of that much memory, by which it sizes its heap, and of two
   * processors, which Lambda shows however small a share of them it gives.
   *
   * @param memory in MB
   */
  static Command natively(Bench bench, int memory) {
    var words = new ArrayList<String>();
    words.add(bench.bootstrap().toString());
    words.add("-XX:MaxRAM=" + memory + "m");
    words.add("-XX:ActiveProcessorCount=2");
    words.addAll(bench.tls().arguments());
    return new Command(words);
  }
}

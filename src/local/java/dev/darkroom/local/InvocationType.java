package dev.darkroom.local;

import java.util.Arrays;
import java.util.Optional;

/** How a caller of Lambda's Invoke API wants it done, and how much it may send (read 2026-11). */
enum InvocationType {
  REQUEST_RESPONSE("RequestResponse", 6 * 1024 * 1024),
  EVENT("Event", 1024 * 1024),
  DRY_RUN("DryRun", 6 * 1024 * 1024);

  private final String word;
  private final int mostBytes;

  InvocationType(String word, int mostBytes) {
    this.word = word;
    this.mostBytes = mostBytes;
  }

  /** The type of that header; absent: the first. Empty: there is no such type. */
  static Optional<InvocationType> of(Optional<String> header) {
    return header.isEmpty()
        ? Optional.of(REQUEST_RESPONSE)
        : Arrays.stream(values())
            .filter(type -> type.word.equalsIgnoreCase(header.get().strip()))
            .findFirst();
  }

  /** Most bytes of an event. */
  int mostBytes() {
    return mostBytes;
  }
}

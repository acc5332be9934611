package dev.darkroom.query;

import dev.darkroom.base.Sha256;
import dev.darkroom.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which tasks a list has. Every part that is there must be met.
 *
 * @param since the oldest moment of creation that is listed
 * @param until the moment of creation from which on nothing is listed
 * @param metadata pairs that a task has, exactly
 */
public record ListFilter(
    Optional<String> status,
    Optional<String> model,
    Optional<String> provider,
    Optional<Instant> since,
    Optional<Instant> until,
    Map<String, String> metadata) {
  private static final int FINGERPRINT_BYTES = 8;

  public ListFilter {
    metadata = Map.copyOf(metadata);
  }

  /** Whether it takes every task of its time. */
  boolean isEmpty() {
    return status.isEmpty() && model.isEmpty() && provider.isEmpty() && metadata.isEmpty();
  }

  boolean takes(Task task) {
    return status.filter(wanted -> !wanted.equals(task.state().status())).isEmpty()
        && model.filter(wanted -> !wanted.equals(task.request().model().value())).isEmpty()
        && provider.filter(wanted -> !isOf(wanted, task)).isEmpty()
        && task.request().delivery().metadata().entrySet().containsAll(metadata.entrySet());
  }

  private static boolean isOf(String provider, Task task) {
    return task.provider().filter(its -> its.value().equals(provider)).isPresent();
  }

  /** The same for the same filter, and for no other. */
  String fingerprint() {
    var text = new StringBuilder();
    for (var part : new Optional<?>[] {status, model, provider, since, until}) {
      append(text, part.map(Object::toString).orElse(""));
    }
    new TreeMap<>(metadata)
        .forEach(
            (name, value) -> {
              append(text, name);
              append(text, value);
            });
    var hash = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(Arrays.copyOf(hash, FINGERPRINT_BYTES));
  }

  /** With its length, so that no two lists of parts make one text. */
  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }
}

package dev.darkroom.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who waits for an outcome, and who has heard of which.
 *
 * @param tokens of state machines that asked for the same after the first
 * @param heard every outcome that a channel took
 */
public record Audience(List<String> tokens, List<Heard> heard) {
  /** So many may wait beside the first asker. */
  public static final int MOST_TOKENS = 20;

  /** Bytes of all their tokens in UTF-8: no more can a record bear beside a long wish. */
  private static final int MOST_BYTES = MOST_TOKENS * 2048;

  /** Of one token of 2048 characters. */
  private static final int LONGEST = 4 * 2048;

  /** Nobody else waits, and nobody has heard. */
  public static final Audience NONE = new Audience(List.of(), List.of());

  public Audience {
    tokens = List.copyOf(tokens);
    heard = List.copyOf(heard);
  }

  /** One channel, and the outcome that it took. */
  public record Heard(String channel, String outcomeId) {}

  /** Whether one more may wait, whatever its token. */
  boolean hasRoom() {
    int bytes =
        tokens.stream().mapToInt(token -> token.getBytes(StandardCharsets.UTF_8).length).sum();
    return tokens.size() < MOST_TOKENS && bytes + LONGEST <= MOST_BYTES;
  }

  /**
   * With more who wait, each once.
   *
   * @param first who waits already, and is not counted here
   */
  Audience waiting(List<String> more, Optional<String> first) {
    var all = new LinkedHashSet<>(tokens);
    all.addAll(more);
    first.ifPresent(all::remove);
    return new Audience(List.copyOf(all), heard);
  }

  Audience heard(List<String> channels, String outcomeId) {
    var all = new ArrayList<>(heard);
    channels.forEach(channel -> all.add(new Heard(channel, outcomeId)));
    return new Audience(tokens, all);
  }
}

package dev.darkroom.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who waits for an outcome, and who was notified of which.
 *
 * @param told whether the requester knows the present outcome
 * @param tokens of state machines that asked for the same after the first
 * @param heard every outcome that a channel took
 */
public record Audience(boolean told, List<String> tokens, List<Heard> heard) {
  /** State machines that may wait beside the first one. */
  public static final int MOST_TOKENS = 20;

  /** Bytes of all their tokens in UTF-8: no more can a record bear beside a long request. */
  private static final int MOST_BYTES = MOST_TOKENS * 2048;

  /** Bytes of one token of 2048 characters. */
  private static final int LONGEST = 4 * 2048;

  /** Nobody else waits, and nobody was notified. */
  public static final Audience NONE = new Audience(false, List.of(), List.of());

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
   * With more that wait, each once.
   *
   * @param first the token of the first one, which is not counted here
   */
  Audience waiting(List<String> more, Optional<String> first) {
    var all = new LinkedHashSet<>(tokens);
    all.addAll(more);
    first.ifPresent(all::remove);
    return new Audience(told, List.copyOf(all), heard);
  }

  /** With these channels having taken that outcome. */
  Audience heard(List<String> channels, String outcomeId) {
    var all = new ArrayList<>(heard);
    channels.forEach(channel -> all.add(new Heard(channel, outcomeId)));
    return new Audience(told, tokens, all);
  }

  /** Whether the requester knows the present outcome. */
  Audience told(boolean next) {
    return new Audience(next, tokens, heard);
  }

  /** Whether that channel took that outcome. */
  boolean hasHeard(String channel, String outcomeId) {
    return heard.contains(new Heard(channel, outcomeId));
  }

  /** Whether that channel took any outcome. */
  public boolean hasEverHeard(String channel) {
    return heard.stream().anyMatch(one -> one.channel().equals(channel));
  }
}

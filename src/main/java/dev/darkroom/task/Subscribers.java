package dev.darkroom.task;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The state machines that wait for an outcome, and the outcomes that channels took.
 *
 * @param isPublished whether every channel is through with the present outcome
 * @param tokens of state machines that asked for the same task after the first
 * @param publications every outcome that a channel is through with
 * @param history the attempts that led there, as far as they are stored
 */
public record Subscribers(
    boolean isPublished,
    List<String> tokens,
    List<Publication> publications,
    PublishHistory history) {
  /** State machines that may wait beside the first one. */
  public static final int MOST_TOKENS = 20;

  /** Bytes of all their tokens in UTF-8: a record has no room for more beside a long request. */
  private static final int MOST_BYTES = MOST_TOKENS * 2048;

  /** Bytes of one token of 2048 characters. */
  private static final int LONGEST = 4 * 2048;

  /** No further subscriber, and no publication. */
  public static final Subscribers NONE = new Subscribers(false, List.of(), List.of());

  public Subscribers {
    tokens = List.copyOf(tokens);
    publications = List.copyOf(publications);
  }

  /** Without a stored attempt. */
  public Subscribers(boolean isPublished, List<String> tokens, List<Publication> publications) {
    this(isPublished, tokens, publications, PublishHistory.NONE);
  }

  /** One channel, and the outcome that it took. */
  public record Publication(String channel, String outcomeId) {
    /**
     * Written out, as a native image puts a record's own together at each call (performance.md).
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Publication one
          && channel.equals(one.channel)
          && outcomeId.equals(one.outcomeId);
    }

    @Override
    public int hashCode() {
      return 31 * channel.hashCode() + outcomeId.hashCode();
    }
  }

  /** Whether another state machine may wait, whatever its token. */
  boolean hasRoom() {
    int bytes =
        tokens.stream().mapToInt(token -> token.getBytes(StandardCharsets.UTF_8).length).sum();
    return tokens.size() < MOST_TOKENS && bytes + LONGEST <= MOST_BYTES;
  }

  /**
   * Adds tokens, each once.
   *
   * @param first the token of the first state machine, which is not counted here
   */
  Subscribers with(List<String> more, Optional<String> first) {
    var all = new LinkedHashSet<>(tokens);
    all.addAll(more);
    first.ifPresent(all::remove);
    return new Subscribers(isPublished, List.copyOf(all), publications, history);
  }

  /** With the publications of those attempts after which a channel needs no other. */
  Subscribers completedBy(List<PublishAttempt> made) {
    var all = new ArrayList<>(publications);
    made.stream()
        .filter(one -> one.result().isEnd())
        .map(PublishAttempt::publication)
        .forEach(all::add);
    return new Subscribers(isPublished, tokens, all, history);
  }

  /** Without some publications: these channels are to take the outcome again. */
  Subscribers without(Predicate<Publication> some) {
    return new Subscribers(
        isPublished, tokens, publications.stream().filter(Predicate.not(some)).toList(), history);
  }

  /** The same with every channel through with the present outcome, or not. */
  Subscribers published(boolean next) {
    return new Subscribers(next, tokens, publications, history);
  }

  Subscribers with(PublishHistory next) {
    return new Subscribers(isPublished, tokens, publications, next);
  }

  /** Whether that channel is through with that outcome. */
  boolean isPublishedOn(String channel, String outcomeId) {
    return publications.contains(new Publication(channel, outcomeId));
  }

  /** Whether that channel was ever through with an outcome. */
  public boolean wasPublishedOn(String channel) {
    return publications.stream().anyMatch(one -> one.channel().equals(channel));
  }
}

package dev.darkroom.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way to misbehave, asked for by {@code @fault:<name>} in a prompt, or of one provider alone by
 * {@code @fault:<name>/<provider>}; several may be combined.
 */
public enum Fault {
  /** Never called back. */
  LOST_CALLBACK,
  /** Called back twice, side by side. */
  DOUBLED_CALLBACK,
  /** Called back {@link SimulatorOptions#lateBy} after the task is finished. */
  LATE_CALLBACK,
  /** Finished at once, and called back before the create call is answered. */
  EARLY_CALLBACK,
  /** After the true callback a stale one that says {@code processing}. */
  REORDERED_CALLBACK,
  /** Before the true callback two forged ones: a broken token, and another task's id. */
  FORGED_CALLBACK,

  /** Accepted, then the connection is closed without an answer. The callback comes. */
  NO_ANSWER,
  /** Accepted, then neither answer nor callback. */
  NO_ANSWER_LOST,
  /** 429 with {@code Retry-After: 1} for the first submit of that very prompt, then fine. */
  THROTTLE_ONCE,
  /** Accepted, then answered 500. The callback comes. */
  ERROR_AFTER_ACCEPT,
  /** Not accepted, and said so with status 200. */
  ERROR_IN_200,
  /** 401, whatever the key. */
  KEY_REJECTED,
  /** Out of money (402, at LiangXin 403), whatever the key. */
  QUOTA,

  /** Pictures: HTML that is called a picture. */
  WRONG_TYPE,
  /** Pictures: half of what {@code Content-Length} promised, every time. */
  TRUNCATED,
  /** Pictures: as above, at the first fetch of each link only. */
  TRUNCATED_ONCE,
  /** Pictures: a stream of more than 60 MiB without a {@code Content-Length}. */
  OVERSIZED,
  /** Pictures: 403 at once. */
  EXPIRED_LINK,
  /** Pictures: a redirect to the metadata address of a cloud machine. */
  PRIVATE_REDIRECT,
  /** Pictures: a redirect that never arrives. */
  REDIRECT_LOOP,
  /** Pictures: JPEG for PNG and PNG for JPEG, and called what they are. */
  OTHER_FORMAT,
  /** Pictures: half as wide as asked for. */
  OTHER_SIZE,

  /** Done, but where the result should be there is something that is none. */
  GARBLED_RESULT,
  /** Where the result is documented as JSON within a string (LiangXin), it is JSON without one. */
  RESULT_AS_OBJECT,
  /** Half of the pictures asked for, at least one. */
  FEWER,
  /** Ends as failed, against the content policy. */
  FAILED,
  /** Ends as failed, without a word why. */
  FAILED_BARE,
  /**
   * Four times as long, and all the while in a state nobody documented; rings in that state too.
   */
  UNKNOWN_STATE,
  /** Four times as long. */
  SLOW;

  private static final Pattern TAG = Pattern.compile("@fault:([a-z0-9-]+)(?:/([a-z0-9-]+))?");

  /** What a prompt contains to ask for it. */
  public String tag() {
    return "@fault:" + word();
  }

  /**
   * What a prompt asks one provider for.
   *
   * @param provider {@code @fault:<name>/<provider>} is meant for that one alone
   */
  static Set<Fault> in(String prompt, String provider) {
    Set<String> words =
        tags(prompt)
            .filter(tag -> tag.provider().filter(one -> !one.equals(provider)).isEmpty())
            .map(Tag::word)
            .collect(Collectors.toSet());
    return all().filter(fault -> words.contains(fault.word())).collect(Collectors.toSet());
  }

  /**
   * A misspelt fault would make a test pass for nothing.
   *
   * @param providers every name there is
   */
  static List<String> unknownIn(String prompt, List<String> providers) {
    Set<String> known = all().map(Fault::word).collect(Collectors.toSet());
    return tags(prompt)
        .flatMap(
            tag ->
                Stream.concat(
                    Stream.of(tag.word()).filter(word -> !known.contains(word)),
                    tag.provider().stream().filter(name -> !providers.contains(name))))
        .toList();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Stream<Fault> all() {
    return Arrays.stream(values());
  }

  private static Stream<Tag> tags(String prompt) {
    return TAG.matcher(prompt)
        .results()
        .map((MatchResult found) -> new Tag(found.group(1), Optional.ofNullable(found.group(2))));
  }

  private record Tag(String word, Optional<String> provider) {}
}

package dev.darkroom.soak;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One thing that goes wrong on the way, as a prompt asks for it.
 *
 * @param tags names, with values, separated by blanks
 * @param pictures what can be had of the pictures, if the provider makes them
 */
record SoakFault(String tags, Pictures pictures) {
  private static final List<SoakFault> PAID_CALL =
      whole(
          "no-answer",
          "error-after-accept",
          "error-code=500 taken",
          "error-code=paid_outcome_unknown taken",
          "answer=499 taken",
          "answer=502",
          "error-code=internal_error",
          "no-answer-lost",
          "no-answer-lost",
          "throttle-once",
          "error-in-200",
          "quota",
          "key-rejected",
          "error-false=0");

  private static final List<SoakFault> CALLBACKS =
      whole(
          "lost-callback",
          "lost-callback",
          "doubled-callback",
          "early-callback",
          "forged-callback",
          "late-callback",
          "reordered-callback");

  private static final List<SoakFault> QUERIES =
      whole(
          "silent-query=1",
          "silent-query=8",
          "lagging-query=3",
          "absent-query=1",
          "absent-query=3",
          "empty-list=2",
          "absent-list=1",
          "clock-behind=600",
          "huge-answer=2",
          "list-lag=60");

  private static final List<SoakFault> TASKS =
      joined(
          List.of(
              whole(
                  "slow",
                  "unknown-state",
                  "late-finish=300",
                  "late-finish=900",
                  "late-finish=36000",
                  "result-as-object",
                  "one-link-as-text",
                  "one-link-as-object",
                  "no-state",
                  "state=done",
                  "absurd-numbers=1e10000"),
              of(
                  Pictures.NONE,
                  "failed",
                  "failed-bare",
                  "failed state=expired",
                  "garbled-result")));

  private static final List<SoakFault> LINKS =
      joined(
          List.of(
              whole(
                  "link-answer=404 a-while=1",
                  "link-answer=403 a-while=3",
                  "link-answer=500 a-while=2",
                  "page a-while=4",
                  "wrong-type a-while=1",
                  "truncated a-while=2",
                  "truncated-once",
                  "gzip",
                  "tail",
                  "odd-links",
                  "odd-redirect",
                  "other-format",
                  "more=3",
                  "more=3 link-answer=404 a-while=2 only-last",
                  "more=3 truncated a-while=3 only-first",
                  "more=17"),
              of(
                  Pictures.SPARED,
                  "expired-link",
                  "private-redirect",
                  "redirect-loop",
                  "truncated",
                  "wrong-type",
                  "link-answer=404",
                  "page",
                  "unreadable-link",
                  "more=3 expired-link only-first",
                  "more=3 private-redirect only-last",
                  "more=3 unreadable-link only-last",
                  "more=3 page only-first")));

  private static final List<List<SoakFault>> KINDS =
      List.of(PAID_CALL, CALLBACKS, QUERIES, TASKS, LINKS);

  /** What can be had of the pictures. */
  enum Pictures {
    /** All of them, in the end. */
    WHOLE,
    /** Those that the fault of the links is not meant for; the others are named as missing. */
    SPARED,
    /** None, whatever the links are like. */
    NONE
  }

  /** No faults, or up to three of different kinds. */
  static List<SoakFault> some(Random random) {
    int count = Math.max(0, random.nextInt(6) - 2);
    return random
        .ints(0, KINDS.size())
        .distinct()
        .limit(count)
        .mapToObj(KINDS::get)
        .map(kind -> kind.get(random.nextInt(kind.size())))
        .toList();
  }

  /** What can be had where all of these are at work. */
  static Pictures left(List<SoakFault> faults) {
    return faults.stream()
        .map(SoakFault::pictures)
        .reduce(Pictures.WHOLE, (one, other) -> one.compareTo(other) > 0 ? one : other);
  }

  /**
   * Whether a provider takes the task and says that it does not. No provider may do so in the words
   * that its list has for a refusal: then nobody could know.
   */
  boolean isTakenAllTheSame() {
    return tags.contains("taken");
  }

  private static List<SoakFault> whole(String... tags) {
    return of(Pictures.WHOLE, tags);
  }

  private static List<SoakFault> of(Pictures pictures, String... tags) {
    return Stream.of(tags).map(it -> new SoakFault(it, pictures)).toList();
  }

  private static List<SoakFault> joined(List<List<SoakFault>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}

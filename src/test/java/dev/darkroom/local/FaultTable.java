package dev.darkroom.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of the results, in the order of the page.
 *
 * @param title of the section
 * @param promise in a sentence
 */
record FaultTable(String title, String promise, List<FaultRow> rows) {
  private static final String LOST = "failed: result_(expired|unavailable|rejected); paid 1";
  private static final String DONE = "succeeded(, late)?; paid 1";
  private static final String THREE = "succeeded(, late)? \\(count 1 → 3\\); paid 1";
  private static final String DOUBT = "in doubt, then failed: submission_in_doubt.*; paid ";
  private static final String UNTAKEN = "in doubt, then failed: provider_unavailable; paid 0";
  private static final String HEALED = "in doubt, then succeeded(, late)?; paid 1";

  FaultTable {
    rows = List.copyOf(rows);
  }

  /** What is played: each fault alone, and with {@code -Dfaults=all} every table. */
  static List<FaultTable> played() {
    return isAllPlayed()
        ? List.of(faults(), links(), oneOfSeveral(), shapes(), words(), hints(), money(), values())
        : List.of(faults());
  }

  /** How far time is moved at once: some of the further tables need a check every hour. */
  static Duration step() {
    return isAllPlayed() ? Duration.ofHours(1) : Duration.ofHours(4);
  }

  private static boolean isAllPlayed() {
    return System.getProperty("faults", "").equals("all");
  }

  private static FaultTable faults() {
    return new FaultTable(
        "Faults",
        "One fault alone.",
        joined(
            List.of(
                FaultRow.all(
                    DONE,
                    "doubled-callback",
                    "early-callback",
                    "forged-callback",
                    "late-callback",
                    "lost-callback",
                    "reordered-callback",
                    "result-as-object",
                    "slow",
                    "truncated-once",
                    "unknown-state"),
                FaultRow.all(
                    LOST, "expired-link", "oversized", "private-redirect", "redirect-loop"),
                FaultRow.all(LOST, "truncated", "wrong-type"),
                List.of(
                    FaultRow.of("error-after-accept", HEALED).but("modellix", DOUBT + "1"),
                    FaultRow.of("error-in-200", "503 quota_exhausted; paid 0")
                        .but("fal", DOUBT + "0"),
                    FaultRow.of("fallback", "succeeded; paid 1")
                        .with("aspectRatio", "16:9")
                        .only("fal"),
                    FaultRow.of("failed", "failed: content_refused; paid 1"),
                    FaultRow.of("failed-bare", "failed: generation_failed; paid 1"),
                    FaultRow.of("fewer", "succeeded \\(count 4 → 2\\); paid 1")
                        .but("liangxin", "422 not_honourable; paid 0")
                        .with("count", 4),
                    FaultRow.of("garbled-result", "failed: deadline_passed; paid 1"),
                    FaultRow.of("key-rejected", "503 key_rejected; paid 0"),
                    FaultRow.of("no-answer", HEALED).but("modellix", DOUBT + "1"),
                    FaultRow.of("no-answer-lost", DOUBT + "1").but("evolink", HEALED),
                    FaultRow.of("no-answer-lost replay-lost", DOUBT + "1")
                        .with("model", "seedream-4.5")
                        .only("evolink"),
                    FaultRow.of("no-answer-lost replay-unknown", DOUBT + "1")
                        .with("model", "seedream-4.5")
                        .only("evolink"),
                    FaultRow.of("answer=504", UNTAKEN).with("model", "z-image").only("evolink"),
                    FaultRow.of(
                            "other-format", "succeeded \\(outputFormat png → image/jpeg\\); paid 1")
                        .with("outputFormat", "png")
                        .but("liangxin", "422 .*; paid 0")
                        .but("fal", "422 .*; paid 0"),
                    FaultRow.of(
                            "other-format", "succeeded \\(outputFormat png → image/jpeg\\); paid 1")
                        .with("outputFormat", "png")
                        .with("model", "z-image")
                        .only("liangxin"),
                    FaultRow.of(
                            "other-size", "succeeded \\(aspectRatio 16:9 → \\d+x\\d+\\); paid 1")
                        .with("aspectRatio", "16:9"),
                    FaultRow.of("quota", "503 quota_exhausted; paid 0"),
                    FaultRow.of("throttle-once", "503 rate_limited, again: succeeded; paid 1")
                        .but("fal", DOUBT + "0")))));
  }

  private static FaultTable links() {
    return new FaultTable(
        "A hiccup: links",
        "A link is dead only when that is known; it is asked for as a browser would.",
        joined(
            List.of(
                FaultRow.all(
                    DONE,
                    "link-answer=401 a-while=1",
                    "link-answer=403 a-while=1",
                    "link-answer=404 a-while=1",
                    "link-answer=410 a-while=1",
                    "link-answer=451 a-while=1",
                    "link-answer=202 a-while=1",
                    "link-answer=203 a-while=1",
                    "link-answer=204 a-while=1",
                    "link-answer=206 a-while=1",
                    "link-answer=300 a-while=1",
                    "link-answer=500 a-while=1",
                    "link-answer=404 a-while=4",
                    "page a-while=1",
                    "page a-while=4",
                    "page=json a-while=1",
                    "wrong-type a-while=1",
                    "truncated a-while=2",
                    "gzip",
                    "gzip link-answer=404 a-while=1",
                    "tail",
                    "odd-links",
                    "odd-links=a|b",
                    "odd-links=100%",
                    "odd-links=e%CC%81",
                    "odd-redirect",
                    "data-url"),
                List.of(
                    FaultRow.of("tail other-format", DONE),
                    FaultRow.of("webp", DONE),
                    FaultRow.of("tail webp", DONE),
                    FaultRow.of("tail", DONE).with("model", "kling-3-pro").only("liangxin"),
                    FaultRow.of("turned=6", DONE).with("aspectRatio", "16:9"),
                    FaultRow.of("link-answer=404", LOST),
                    FaultRow.of("page", LOST),
                    FaultRow.of("unreadable-link", "failed: .*; paid 1")))));
  }

  private static FaultTable oneOfSeveral() {
    return new FaultTable(
        "A hiccup: one of several images",
        "One image's fate is its own, and a missing one is named.",
        joined(
            List.of(
                FaultRow.all(
                    THREE,
                    "more=3",
                    "more=3 link-answer=404 a-while=1 only-last",
                    "more=3 link-answer=403 a-while=2 only-first",
                    "more=3 data-url only-last"),
                lost("expired-link", "result_expired"),
                lost("link-answer=404", "result_(expired|unavailable)"),
                lost("page", "result_(expired|unavailable|rejected)"),
                lost("private-redirect", "result_rejected"),
                lost("oversized", "result_rejected"),
                lost("unreadable-link", "result_\\w+"),
                List.of(
                    FaultRow.of(
                        "more=40",
                        "(succeeded|partial) \\(count 1 → 40(; \\d+ images.*)?\\); paid 1"),
                    FaultRow.of(
                        "more=2500", "partial \\(count 1 → .*images missing.*\\); paid 1")))));
  }

  /** The first, and the last, of three. */
  private static List<FaultRow> lost(String fault, String code) {
    String promised = "partial(, late)? \\(count 1 → 3; no image %d: " + code + "\\); paid 1";
    return List.of(
        FaultRow.of("more=3 " + fault + " only-first", promised.formatted(0)),
        FaultRow.of("more=3 " + fault + " only-last", promised.formatted(2)));
  }

  private static FaultTable shapes() {
    return new FaultTable(
        "A hiccup: shapes",
        "A result that can be read is read, and one that is not there yet is asked for again.",
        joined(
            List.of(
                FaultRow.all(
                    DONE,
                    "one-link-as-text",
                    "one-link-as-object",
                    "one-link-as-object result-as-object",
                    "empty-list=1",
                    "absent-list=1",
                    "empty-list=2",
                    "huge-answer=2",
                    "huge-answer=7",
                    "lost-callback empty-list=1"),
                FaultRow.all("failed: .*; paid 1", "huge-answer=9"))));
  }

  private static FaultTable words() {
    return new FaultTable(
        "A hiccup: words for a state",
        "One table of words for all providers; results without any state are results.",
        joined(
            List.of(
                FaultRow.all(
                    DONE,
                    "state=done",
                    "state=finished",
                    "state=SUCCESS",
                    "state=success",
                    "state=completed",
                    "state=+Succeed+",
                    "state=succeeded",
                    "state=Complete",
                    "no-state",
                    "no-state lost-callback"),
                FaultRow.all(
                    "failed: (content_refused|generation_failed|cancelled).*; paid 1",
                    "failed state=error",
                    "failed state=expired",
                    "failed state=cancelled",
                    "failed state=FAILURE",
                    "failed state=fail",
                    "failed state=failed",
                    "failed-bare state=error",
                    "failed-bare state=expired"))));
  }

  private static FaultTable hints() {
    return new FaultTable(
        "A hiccup: hints and checks",
        "A hint is kept until it is settled, through silence, lag and the deadline.",
        joined(
            List.of(
                FaultRow.all(
                    DONE,
                    "silent-query=1",
                    "silent-query=5",
                    "lagging-query=3",
                    "absent-query=1",
                    "lost-callback silent-query=3",
                    "clock-behind=600"),
                FaultRow.all("succeeded, late; paid 1", "late-finish=900", "late-finish=36000"),
                inDoubt(
                    "no-answer silent-query=1",
                    "no-answer silent-query=8",
                    "no-answer silent-query=30",
                    "no-answer lagging-query=1",
                    "no-answer lagging-query=8",
                    "no-answer absent-query=1",
                    "no-answer absent-query=3",
                    "no-answer empty-list=1",
                    "no-answer clock-behind=600",
                    "no-answer link-answer=404 a-while=3",
                    "error-after-accept silent-query=3",
                    "error-after-accept clock-behind=600 silent-query=3",
                    "no-answer state=done"))));
  }

  /** Whoever rings heals; Modellix never rings. */
  private static List<FaultRow> inDoubt(String... faults) {
    return FaultRow.all(HEALED, faults).stream()
        .map(row -> row.but("modellix", DOUBT + "1"))
        .toList();
  }

  /**
   * EvoLink's list of tasks shows that nothing was taken, unless another task looks like it: here
   * there are some whose hints are open for long.
   */
  private static FaultRow notTaken(String faults) {
    return FaultRow.of(faults, DOUBT + "0").but("evolink", DOUBT + "0|" + UNTAKEN);
  }

  private static FaultTable money() {
    var rows = new ArrayList<FaultRow>();
    for (var code :
        List.of(
            "service_unavailable",
            "internal_error",
            "runner_error",
            "request_timeout",
            "500",
            "504",
            "408",
            "499",
            "paid_outcome_unknown")) {
      rows.add(notTaken("error-code=" + code));
      rows.addAll(inDoubt("error-code=" + code + " taken"));
    }
    for (var status : List.of(499, 425, 424, 460, 408, 409, 502, 524)) {
      rows.add(notTaken("answer=" + status));
      rows.addAll(inDoubt("answer=" + status + " taken"));
    }
    rows.add(notTaken("error-code=500 answer=503"));
    rows.addAll(
        inDoubt("error-code=500 error-text=upstream+timeout,+credits+will+be+returned taken"));
    rows.addAll(
        inDoubt(
            "error-code=500 answer=500 error-text=upstream+timeout,+credits+will+be+returned"
                + " taken"));
    rows.add(FaultRow.of("answer=429 taken", DOUBT + "1").only("modellix"));
    rows.addAll(
        FaultRow.all(
            "(in doubt, then )?succeeded; paid 1",
            "error-false",
            "error-false=0",
            "error-false=0 lost-callback"));
    return new FaultTable(
        "A hiccup: the paid call",
        "Not taken is a whitelist, and a code in a body is read as the same HTTP status.",
        rows);
  }

  private static FaultTable values() {
    return new FaultTable(
        "A hiccup: values",
        "An absurd number is an unknown one.",
        FaultRow.all(
            DONE,
            "absurd-numbers=1e10000",
            "absurd-numbers=1e999999999",
            "absurd-numbers=1e99999999999",
            "absurd-numbers=1e300",
            "absurd-numbers=-1",
            "absurd-numbers=digits"));
  }

  private static List<FaultRow> joined(List<List<FaultRow>> parts) {
    return parts.stream().flatMap(List::stream).toList();
  }
}

package dev.darkroom.conformance;

import java.util.List;

/**
 * A log with one illegal line.
 *
 * @param name what happened, in a sentence
 * @param rule that it breaks
 * @param line that breaks it, from 1
 */
record IllegalLog(String name, String rule, int line, TestingLog log) {
  private static final String ACCEPTED = "submission accepted acme m0/1/claimed";
  private static final String SUCCEEDED = "settlement succeeded acme m0/3/succeeded";
  private static final String TOLD = "notification succeeded acme m0/4/succeeded:told";
  private static final String DELETED = "control deleted acme m0/5/deleted";
  private static final String IN_DOUBT = "submission in_doubt acme m0/1/claimed";
  private static final String CANCELLED = "control cancelled:keep acme m0/3/cancelled_keep";

  /** All of them. */
  static List<IllegalLog> all() {
    return java.util.stream.Stream.of(money(), writes(), ends(), claims(), words())
        .flatMap(List::stream)
        .toList();
  }

  private static List<IllegalLog> money() {
    return List.of(
        log("one claim pays twice", "one-call", 2, ACCEPTED, ACCEPTED),
        log(
            "a call in doubt is made again at the next provider",
            "no-call-after-taken",
            2,
            IN_DOUBT,
            "submission accepted bolt m0/2/claimed"),
        log(
            "a result came, and the next provider is paid",
            "no-call-after-taken",
            2,
            "submission finished acme m0/1/claimed",
            "submission not_now:rate_limited bolt m0/2/claimed"),
        log(
            "a refusal falls back to the same provider",
            "another-provider",
            2,
            "submission not_now:rate_limited acme m0/1/claimed",
            "submission accepted acme m0/2/claimed"),
        log(
            "an accepted call reads as not accepted",
            "taken-stays-taken",
            2,
            ACCEPTED,
            "settlement failed acme m0/3/not_accepted"),
        log(
            "an accepted call reads as unspent",
            "taken-stays-taken",
            3,
            ACCEPTED,
            "control cancelled:keep acme m0/2/cancelled_keep",
            "notification cancelled - m0/4/unspent:told"),
        log(
            "a task is delivered by a provider that was not paid",
            "same-provider",
            2,
            ACCEPTED,
            "settlement succeeded bolt m0/3/succeeded"),
        log(
            "a call is repeated that was accepted",
            "repeat-of-doubt",
            2,
            ACCEPTED,
            "settlement repeated:taken acme m0/3/in_doubt"),
        log(
            "a call is repeated twice",
            "one-repeat",
            3,
            IN_DOUBT,
            "settlement repeated:in_doubt acme m0/3/in_doubt",
            "settlement repeated:replay acme m0/5/in_doubt"));
  }

  private static List<IllegalLog> writes() {
    return List.of(
        log("two checks wrote one version", "one-writer", 3, ACCEPTED, SUCCEEDED, SUCCEEDED),
        log(
            "one version reads in two ways",
            "one-truth",
            3,
            ACCEPTED,
            SUCCEEDED,
            "settlement failed acme m0/3/failed"),
        log(
            "a check settles a claim that nobody submitted",
            "transition",
            1,
            "settlement succeeded acme m0/2/succeeded"),
        log(
            "a claim begins with an outcome",
            "transition",
            1,
            "settlement succeeded acme m0/1/succeeded"),
        log(
            "a cancel undoes a delivery",
            "transition",
            3,
            ACCEPTED,
            SUCCEEDED,
            "control cancelled:keep acme m0/4/cancelled_keep"),
        log(
            "a certain failure is delivered late",
            "transition",
            3,
            ACCEPTED,
            "settlement failed acme m0/3/failed",
            "settlement succeeded acme m0/5/late"),
        log(
            "unwanted images are delivered",
            "transition",
            3,
            ACCEPTED,
            "control cancelled:drop acme m0/3/cancelled_drop",
            "settlement succeeded acme m0/5/late"),
        log(
            "a closed failure is delivered late",
            "transition",
            4,
            IN_DOUBT,
            "settlement gave_up acme m0/3/provisional",
            "settlement closed acme m0/5/failed",
            "settlement partial acme m0/6/late"),
        log(
            "a cancelled task is opened again",
            "transition",
            3,
            ACCEPTED,
            CANCELLED,
            "settlement delivery_pending:result_unavailable acme m0/4/result_known"),
        log(
            "a task in doubt is submitted anew",
            "transition",
            2,
            "settlement in_doubt acme m0/2/in_doubt",
            "settlement still_submitting acme m0/3/claimed"));
  }

  private static List<IllegalLog> ends() {
    return List.of(
        log(
            "an outcome is told twice",
            "transition",
            4,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            "notification succeeded acme m0/5/succeeded:told"),
        log(
            "a delivery fails after it was told",
            "transition",
            4,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            "settlement failed acme m0/6/failed"),
        log(
            "a task is told before its end",
            "line-and-record",
            2,
            ACCEPTED,
            "notification succeeded acme m0/2/submitted"),
        log(
            "another outcome is told than recorded",
            "line-and-record",
            3,
            ACCEPTED,
            "settlement failed acme m0/3/failed",
            "notification succeeded acme m0/4/failed:told"),
        log(
            "a check says told of what is not",
            "line-and-record",
            3,
            ACCEPTED,
            SUCCEEDED,
            "settlement told acme m0/3/succeeded"),
        log(
            "a check finds a task settled that is not told",
            "line-and-record",
            3,
            ACCEPTED,
            SUCCEEDED,
            "settlement already_settled acme m0/3/succeeded"),
        log(
            "a check finds a delivery still running",
            "line-and-record",
            4,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            "settlement still_running acme m0/4/succeeded:told"),
        log(
            "a cancelled task is not told as cancelled",
            "line-and-record",
            3,
            ACCEPTED,
            CANCELLED,
            "notification failed acme m0/4/cancelled_keep:told"),
        log(
            "a replay leaves the outcome told",
            "line-and-record",
            4,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            "control replay:webhook acme m0/5/succeeded:told"),
        log(
            "a generation is deleted before it is told",
            "transition",
            3,
            ACCEPTED,
            SUCCEEDED,
            "control deleted acme m0/4/deleted"),
        log(
            "a provisional failure is deleted",
            "transition",
            3,
            IN_DOUBT,
            "notification failed acme m0/4/provisional:told",
            "control deleted acme m0/5/deleted"),
        log(
            "a record is written after its deletion",
            "transition",
            5,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            DELETED,
            "control replay:webhook acme m0/6/succeeded"),
        log(
            "a record is deleted twice",
            "transition",
            5,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            DELETED,
            "control deleted acme m0/6/deleted"));
  }

  private static List<IllegalLog> claims() {
    return List.of(
        log(
            "an id is claimed anew while its task runs",
            "one-claim",
            3,
            ACCEPTED,
            "settlement still_running acme m0/2/submitted",
            "submission accepted acme m9-2/3/claimed"),
        log(
            "an id is claimed anew after an accepted call",
            "one-claim",
            2,
            ACCEPTED,
            "submission accepted acme m9-2/3/claimed"),
        log(
            "a former claim writes after the next one began",
            "one-claim",
            2,
            "settlement failed acme m0/4/not_accepted",
            "submission accepted acme m9-2/3/claimed"),
        log(
            "an id begins anew while its record lives",
            "life-over",
            3,
            ACCEPTED,
            "settlement still_running acme m0/2/submitted",
            "submission accepted acme m9/1/claimed"),
        log(
            "a deleted id is claimed anew",
            "one-claim",
            5,
            ACCEPTED,
            SUCCEEDED,
            TOLD,
            DELETED,
            "submission accepted acme m9-2/6/claimed"),
        log(
            "a surrendered event replaces a task",
            "transition",
            2,
            ACCEPTED,
            "submission given_up - m0/2/not_accepted"));
  }

  private static List<IllegalLog> words() {
    return List.of(
        log(
            "a paid call is made for a task that was submitted",
            "line-and-record",
            1,
            "submission accepted acme m0/2/submitted"),
        log(
            "a step says a word that it has not",
            "known-line",
            1,
            "settlement done acme m0/3/failed"),
        log(
            "an outcome has a code that should not",
            "known-line",
            1,
            "settlement failed:late acme -"),
        log(
            "a record says a word that it has not",
            "known-record",
            1,
            "submission repeated acme m0/2/over"),
        log(
            "an open task is told",
            "known-record",
            1,
            "submission repeated acme m0/2/submitted:told"));
  }

  private static IllegalLog log(String name, String rule, int line, String... notations) {
    return new IllegalLog(name, rule, line, TestingLog.of(notations));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.darkroom.conformance;

import java.util.Comparator;
import java.util.List;

/** The rules between the claims of one id: a new one follows a refusal, or the record's end. */
final class ClaimOrderRules {
  private final Model model;
  private final Violations violations;

  ClaimOrderRules(Model model, Violations violations) {
    this.model = model;
    this.violations = violations;
  }

  /**
   * A claim, and what its record may say at last.
   *
   * @param last at the last version that a line names
   */
  record Judged(ClaimHistory claim, Possible last) {
    static final Comparator<Judged> ORDER =
        Comparator.<Judged>comparingLong(one -> one.claim().mark().claimedAt())
            .thenComparingInt(one -> one.claim().mark().attempt());
  }

  void judge(List<Judged> claims) {
    var ordered = claims.stream().sorted(Judged.ORDER).toList();
    for (int index = 1; index < ordered.size(); index++) {
      judge(ordered.get(index - 1), ordered.get(index).claim().first());
    }
  }

  private void judge(Judged former, JudgedLine next) {
    if (next.mark().attempt() == 1) {
      judgeNewLife(former, next);
    } else {
      judgeReclaim(former, next);
    }
  }

  /** A record is gone some time after its end, and the id begins anew. */
  private void judgeNewLife(Judged former, JudgedLine next) {
    var last = former.claim().last();
    if (RecordState.OPEN.contains(last.mark().state())) {
      violations.add(next, "life-over", "the id is in use: " + last.words());
    }
  }

  /** A refusal frees the id: the next claim takes its record over, one version later. */
  private void judgeReclaim(Judged former, JudgedLine next) {
    var last = former.claim().last();
    long between = next.mark().version() - last.mark().version() - 1;
    if (between < 0) {
      violations.add(next, "one-claim", "a former claim is at a later version: " + last.words());
    } else if (!model
        .after(former.last(), between)
        .or(former.last())
        .and(freed())
        .equals(Possible.NOTHING)) {
      former
          .claim()
          .taken()
          .ifPresent(
              call -> violations.add(next, "one-claim", "a provider took it in " + call.words()));
    } else {
      violations.add(next, "one-claim", "the id is not free: " + last.words());
    }
  }

  private static Possible freed() {
    return Possible.of(RecordState.NOT_ACCEPTED, false)
        .or(Possible.of(RecordState.NOT_ACCEPTED, true));
  }
}

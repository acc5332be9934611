package dev.darkroom.conformance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of money: what one claim may pay for. */
final class PaidCallRules {
  private final Violations violations;

  PaidCallRules(Violations violations) {
    this.violations = violations;
  }

  void judge(ClaimHistory claim) {
    var calls = claim.paidCalls();
    judgeCalls(calls);
    calls.stream()
        .filter(JudgedLine::mayBeTaken)
        .findFirst()
        .ifPresent(call -> judgeAfter(call, claim.lines()));
    judgeRepeats(claim.lines().stream().filter(JudgedLine::isRepeat).toList(), calls);
  }

  private void judgeCalls(List<JudgedLine> calls) {
    Map<String, JudgedLine> byProvider = new HashMap<>();
    for (int index = 0; index < calls.size(); index++) {
      var call = calls.get(index);
      for (var before : calls.subList(0, index)) {
        if (before.mark().version() == call.mark().version()) {
          violations.add(call, "one-call", "the claim was paid for before, in " + before.words());
        } else if (before.mayBeTaken()) {
          violations.add(
              call, "no-call-after-taken", "it was taken, or may have been, in " + before.words());
        }
      }
      var provider = call.line().provider().orElse("");
      var same = byProvider.putIfAbsent(provider, call);
      if (same != null && same.mark().version() != call.mark().version()) {
        violations.add(
            call, "another-provider", "this provider was asked before, in " + same.words());
      }
    }
  }

  /** What follows a call that was taken, or may have been. */
  private void judgeAfter(JudgedLine call, List<JudgedLine> lines) {
    for (var line : lines) {
      if (line.mark().version() <= call.mark().version()) {
        continue;
      }
      if (call.isTaken() && RecordState.UNPAID.contains(line.mark().state())) {
        violations.add(line, "taken-stays-taken", "a provider took it in " + call.words());
      }
      boolean isOther =
          line.line().provider().isPresent()
              && !line.line().provider().equals(call.line().provider());
      if (isOther && !line.isPaidCall()) {
        violations.add(line, "same-provider", "another provider was paid in " + call.words());
      }
    }
  }

  /** A call in doubt is repeated once at most; one that did not leave does not count. */
  private void judgeRepeats(List<JudgedLine> repeats, List<JudgedLine> calls) {
    if (repeats.isEmpty()) {
      return;
    }
    if (!calls.isEmpty() && !calls.getLast().line().outcome().equals("in_doubt")) {
      violations.add(
          repeats.getFirst(),
          "repeat-of-doubt",
          "nothing was in doubt: " + calls.getLast().words());
    }
    for (int index = 1; index < repeats.size(); index++) {
      for (var before : repeats.subList(0, index)) {
        boolean hasLeft = !before.kind().outcome().equals("repeated:not_sent");
        if (hasLeft && before.mark().version() < repeats.get(index).mark().version()) {
          violations.add(
              repeats.get(index), "one-repeat", "it was repeated before, in " + before.words());
        }
      }
    }
  }
}

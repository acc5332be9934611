package dev.darkroom.mutant;

import java.util.List;
import java.util.stream.Stream;

/** Faults of the kind that cost money or a picture: one condition taken away at a time. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(claims(), submission(), checks(), settlement(), doubt(), people(), told())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Mutant> claims() {
    return List.of(
        new Mutant(
            "task/Task.java",
            "return isNotAccepted() && unnotifiedTokens().size() <= Subscribers.MOST_TOKENS;",
            "return true;",
            "every task may be claimed again"),
        new Mutant(
            "task/Task.java",
            "return isNotAccepted() && unnotifiedTokens().size() <= Subscribers.MOST_TOKENS;",
            "return state instanceof Failed;",
            "any failure may be claimed again"),
        new Mutant(
            "task/Task.java",
            "&& !now.isBefore(timeline.updatedAt().plus(Schedule.CLAIM_GRACE));",
            ";",
            "a claim is abandoned at once"),
        new Mutant(
            "task/Task.java",
            "return !isPublished() || isProvisional();",
            "return !isPublished();",
            "a provisional failure is closed once it is told"),
        new Mutant(
            "task/Task.java",
            "return !isPublished() || isProvisional();",
            "return isProvisional();",
            "an untold task is closed"),
        new Mutant(
            "task/SubmissionChanges.java",
            ".subscribers(task().subscribers().with(refused.unnotifiedTokens(), task().ownToken()))",
            "",
            "the waiters of a refusal are forgotten by the next claim"),
        new Mutant(
            "task/SubmissionChanges.java",
            ".revision(refused.revision().reclaimed())",
            "",
            "a claim over a refusal begins at version 1"),
        new Mutant(
            "task/Schedule.java",
            "return new Schedule(deadline, Bounds.atMost(now.plus(graceful), deadline));",
            "return new Schedule(deadline, deadline.plus(Duration.ofDays(400)));",
            "a claim has no next check"));
  }

  private static List<Mutant> submission() {
    return List.of(
        new Mutant(
            "submission/Submission.java",
            "return mine(fresh, lost).<Claim>map(Won::new).orElseThrow(() -> lost);",
            "return new Won(fresh);",
            "a claim whose answer is lost counts as won"),
        new Mutant(
            "submission/Submission.java",
            "failure.code().allowsFallback() && mayFallBack(ways)",
            "mayFallBack(ways)",
            "any refusal falls back"),
        new Mutant(
            "submission/Submission.java",
            "case InDoubt doubt -> new",
            "case InDoubt doubt when mayFallBack(ways) -> fallBack(task, ways, dev.darkroom.task.Failure.of(dev.darkroom.task.ErrorCode.PROVIDER_UNAVAILABLE, doubt.why(), route.provider().id()));\n      case InDoubt doubt -> new",
            "a call in doubt falls back"),
        new Mutant(
            "submission/ClaimWrites.java",
            "there.isSameClaimAs(claimed) && there.state().equals(claimed.state());",
            "true;",
            "a change goes over whatever stands there"),
        new Mutant(
            "submission/ClaimWrites.java",
            "return store.replace(next) || isThere(next);",
            "return true;",
            "a write without an answer counts as written"),
        new Mutant(
            "submission/ClaimWrites.java",
            "return store.replace(next) || isThere(next);",
            "return store.replace(next);",
            "a write whose answer was lost counts as lost"),
        new Mutant(
            "submission/ClaimWrites.java",
            "if (!needsReference(before, ref)) {",
            "if (true) {",
            "a reference gives way to any other write"),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "queue.put(Check.of(claimed).withHint(ref), Duration.ZERO);",
            "",
            "a reference that the store does not take is dropped"),
        new Mutant(
            "submission/SubmissionRecorder.java",
            "before.progress().hints().isEmpty()",
            "true",
            "a refusal goes over an open hint"),
        new Mutant(
            "submission/Subscriptions.java",
            "if (current.isPublished() || current.subscribers().wasPublishedOn(TaskTokenChannel.NAME)) {",
            "if (false) {",
            "a token joins a task that was told"),
        new Mutant(
            "submission/Subscriptions.java",
            "current = store.find(task.id()).orElseThrow(); // it changed in between",
            "return;",
            "a token that loses its race waits for ever"));
  }

  private static List<Mutant> checks() {
    return List.of(
        new Mutant(
            "task/CheckAction.java",
            "task.isAbandoned(now)\n                  ? new MarkInDoubt(provider)",
            "false\n                  ? new MarkInDoubt(provider)",
            "a dead submission stays a claim"),
        new Mutant(
            "task/CheckAction.java",
            "now.isBefore(task.deadline()) ? new Heal(provider) : new GiveUp(provider)",
            "new Heal(provider)",
            "a doubt never ends"),
        new Mutant(
            "task/CheckAction.java",
            "case Delivered _ -> task.isPublished() ? new NoAction(Reason.ALREADY_SETTLED) : new Notify();",
            "case Delivered _ -> new NoAction(Reason.ALREADY_SETTLED);",
            "an untold delivery is not told"),
        new Mutant(
            "task/CheckAction.java",
            "case Failed _ -> task.isPublished() ? forLateImages(task, lead) : new Notify();",
            "case Failed _ -> forLateImages(task, lead);",
            "an untold failure is not told"),
        new Mutant(
            "task/CheckAction.java",
            "case Lead.Hint(var ref) -> candidates.add(ref);",
            "case Lead.Hint(var ref) -> {}",
            "a hint of a callback is ignored"),
        new Mutant(
            "task/CheckAction.java",
            "return ref.provider().equals(provider) ? new Attach(ref) : new NoAction(Reason.UNMATCHED);",
            "return new NoAction(Reason.UNMATCHED);",
            "the paid call's own reference is ignored"),
        new Mutant(
            "task/CheckAction.java",
            ".filter(ref -> ref.provider().equals(provider) && !candidates.contains(ref))",
            ".filter(ref -> false)",
            "a hint in the record is not asked about"),
        new Mutant(
            "task/Decision.java",
            "finality.isOpen() ? meanwhile(finality, ref, report) : new Ignore();",
            "new Ignore();",
            "late images are ignored"),
        new Mutant(
            "task/Decision.java",
            "case Succeeded done -> new Deliver(done);\n      case Rejected(var lastWord) -> new Close(lastWord);",
            "case Succeeded done -> new Ignore();\n      case Rejected(var lastWord) -> new Close(lastWord);",
            "a provisional failure takes no images"),
        new Mutant(
            "task/Progress.java",
            "kept.removeAll(settled);",
            "kept.removeAll(settled);\n    kept.removeAll(kept);",
            "an open hint is dropped with the next one"),
        new Mutant(
            "check/Sweep.java",
            "queue.putAll(part.stream().map(Sweep::check).toList());",
            "",
            "the sweep queues nothing"));
  }

  private static List<Mutant> settlement() {
    return List.of(
        new Mutant(
            "settlement/HintVerifier.java",
            "store.own(hint, task)",
            "true",
            "another task's reference is attached"),
        new Mutant(
            "settlement/HintResolver.java",
            "open.add(candidate);\n          notBefore",
            "notBefore",
            "a hint that the provider does not answer about is dropped"),
        new Mutant(
            "settlement/Settlement.java",
            "if (!CheckScheduler.mayPutBack(check)) {",
            "if (true) {",
            "a broken check with a hint is left to the queue"),
        new Mutant(
            "settlement/OutcomeRecorder.java",
            "SettlementResult lostRace(Check check) {\n    scheduler.putBack(check);",
            "SettlementResult lostRace(Check check) {",
            "a check that lost its race is dropped"),
        new Mutant(
            "settlement/CheckScheduler.java",
            "if ((fitsTheQueue && goesOn) || isOnlyCarrier(task, check)) {",
            "if (fitsTheQueue && goesOn) {",
            "the only carrier of a hint is dropped"),
        new Mutant(
            "settlement/CheckScheduler.java",
            "return isBefore ? Bounds.atMost(wanted, task.deadline()) : wanted;",
            "return wanted.plus(Duration.ofDays(400));",
            "the next check is never"),
        new Mutant(
            "settlement/DecisionExecutor.java",
            "scheduler.awaitResult(context.task(), notBefore, context.check());",
            "",
            "a running task is not checked again before its deadline"),
        new Mutant(
            "settlement/ResultDelivery.java",
            "if (images.pending().isEmpty()) {",
            "if (true) {",
            "pending images are not waited for"),
        new Mutant(
            "settlement/LinkLifetime.java",
            "return !clock.instant().isBefore(end(task));",
            "return true;",
            "links are dead at once"),
        new Mutant(
            "settlement/LinkLifetime.java",
            "return !clock.instant().isBefore(end(task));",
            "return false;",
            "links never die"),
        new Mutant(
            "task/SettlementChanges.java",
            ".progress(isCertain ? progress.withoutHints() : progress)",
            ".progress(progress.withoutHints())",
            "hints do not outlive the deadline"),
        new Mutant(
            "task/Schedule.java",
            "return willDo ? this : at(now.plus(RETELL_AFTER));",
            "return at(now.plus(Duration.ofDays(400)));",
            "an outcome whose sender died is never told"));
  }

  private static List<Mutant> doubt() {
    return List.of(
        new Mutant(
            "settlement/CallRepeater.java",
            "if (!store.replace(marked)) {",
            "if (false) {",
            "the call is repeated without a mark"),
        new Mutant(
            "settlement/CallRepeater.java",
            "noted(marked.notRepeated(sent, clock.instant()))",
            "noted(marked.progressed(List.of(), clock.instant()))",
            "a repeat that never left is not tried again"),
        new Mutant(
            "settlement/CallRepeater.java",
            "queue.put(Check.of(marked).withHint(accepted.ref()), Duration.ZERO);",
            "",
            "a repeat's reference that the store does not take is dropped"),
        new Mutant(
            "settlement/DoubtHealer.java",
            ".filter(record -> record.isTrustedFor(sent.account()));",
            ".or(() -> java.util.Optional.of(new CanaryRecord(doubt.provider().id(), true, sent.account(), clock.instant(), \"\")));",
            "a call is repeated without a canary"),
        new Mutant(
            "settlement/DoubtHealer.java",
            "case Alike() -> {\n        note(doubt, \"list:alike\");\n        yield again(doubt, Optional.empty());\n      }",
            "case Alike() -> notTaken(doubt);",
            "a likeness in the list counts as nothing taken"),
        new Mutant(
            "settlement/DoubtHealer.java",
            "note(doubt, \"list:\" + why);\n        yield again(doubt, notBefore);",
            "yield notTaken(doubt);",
            "an unreadable list counts as nothing taken"),
        new Mutant(
            "task/SentCall.java",
            "return repeatedAt.isPresent() ? Optional.empty() : body;",
            "return body.or(() -> Optional.of(\"{}\"));",
            "a call is repeated any number of times"));
  }

  private static List<Mutant> people() {
    return List.of(
        new Mutant(
            "task/Cancellation.java",
            "case ResultKnown _, Delivered _ -> Optional.empty();",
            "case ResultKnown _, Delivered _ -> Optional.of(unspent());",
            "a delivery can be cancelled"),
        new Mutant(
            "task/Cancellation.java",
            "case Failed _ -> awaitsCarrier(task) ? Optional.of(unspent()) : Optional.empty();",
            "case Failed _ -> Optional.of(unspent());",
            "a failure can be cancelled"),
        new Mutant(
            "control/DoubtResolution.java",
            "return now.isSameClaimAs(verified) && now.isFateUnknown(clock.instant())",
            "return now.isSameClaimAs(verified)",
            "an operator's task goes over a known one"),
        new Mutant(
            "control/DoubtResolution.java",
            "if (!task.isFateUnknown(clock.instant())) {\n      return new Next.Stay(new NotInDoubt(task));\n    }",
            "",
            "any task can be abandoned"));
  }

  private static List<Mutant> told() {
    return List.of(
        new Mutant(
            "notification/TaskTokenChannel.java",
            "if (!failures.isEmpty()) {",
            "if (false) {",
            "a token that could not be handed back counts as used"));
  }
}

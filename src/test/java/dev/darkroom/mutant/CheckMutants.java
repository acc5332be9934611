package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in what a check does first, and in the sweep. */
final class CheckMutants {
  private CheckMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "task/CheckAction.java",
            "case Delivered _ -> task.isPublished() ? new NoAction(Reason.ALREADY_SETTLED) : new Notify();",
            "case Delivered _ -> new NoAction(Reason.ALREADY_SETTLED);",
            "an untold delivery is not told",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "case Delivered _ -> task.isPublished() ? new NoAction(Reason.ALREADY_SETTLED) : new Notify();",
            "case Delivered(var ref, _, _, _) -> new Poll(ref);",
            "a delivery is settled again",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "        || !finality.isOpen()) {",
            ") {",
            "a certain failure is settled again",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "case Failed _ -> task.isPublished() ? forLateImages(task, lead) : new Notify();",
            "case Failed _ -> forLateImages(task, lead);",
            "an untold failure is not told",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "task.isAbandoned(now)\n                  ? new MarkInDoubt(provider)",
            "false\n                  ? new MarkInDoubt(provider)",
            "a dead submission stays a claim",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "now.isBefore(task.deadline()) ? new Heal(provider) : new GiveUp(provider)",
            "new Heal(provider)",
            "a doubt never ends",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "case Lead.Hint(var ref) -> candidates.add(ref);",
            "case Lead.Hint(var ref) -> {}",
            "a hint of a callback is ignored",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "case Lead.Hint(var ref) -> candidates.add(ref);",
            "case Lead.Hint(var ref) -> {\n        return new Attach(ref);\n      }",
            "a callback's reference is trusted without asking the provider",
            test("task.CheckActionTest#aHintThatIsKeptAlreadyIsACandidateOnce")),
        new Mutant(
            "task/CheckAction.java",
            "return ref.provider().equals(provider) ? new Attach(ref) : new NoAction(Reason.UNMATCHED);",
            "return new NoAction(Reason.UNMATCHED);",
            "the paid call's own reference is ignored",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "            && !own.equals(recorded)\n        ? new Attach(own)",
            "            && false\n        ? new Attach(own)",
            "a hint's reference wins over the paid call's own",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            ".filter(ref -> ref.provider().equals(provider) && !candidates.contains(ref))",
            ".filter(ref -> false)",
            "a hint in the record is not asked about",
            test("task.CheckActionTest#followsFromStateLeadAndTime")),
        new Mutant(
            "task/CheckAction.java",
            "          .<CheckAction>map(result -> new Fetch(ref.get(), result))",
            "          .filter(_ -> false)\n          .<CheckAction>map(result -> new Fetch(ref.get(), result))",
            "the links of a result that came after the failure are not fetched",
            test("settlement.CancelledResultsTest#imagesThatWereMadeAreDeliveredLate")),
        new Mutant(
            "check/Check.java",
            "return source instanceof Source.Step\n        ? hint",
            "return true\n        ? hint",
            "a callback's hint counts as the paid call's own reference",
            test("settlement.AttachedHintsTest#aHintDisplacesNoReferenceOfTheRecord")),
        new Mutant(
            "check/Sweep.java",
            "queue.putAll(part.stream().map(Sweep::check).toList());",
            "",
            "the sweep queues nothing",
            test("check.SweepTest#everyTaskThatIsDueIsQueuedOnce")),
        new Mutant(
            "check/Sweep.java",
            "while (isMine && !pass.isDone()",
            "while (!pass.isDone()",
            "a sweep goes on that another one has overtaken",
            test("check.SweepTest#twoSweepsAtOnceLoseNothingAndQueueOnePageTwice")),
        new Mutant(
            "check/Sweep.java",
            "age.compareTo(LONGEST_LEASE) >= 0\n        || (",
            "(",
            "the sweep waits for a full queue for ever",
            test("check.SweepTest#aLostCheckIsFoundHoweverManyOthersWait")),
        new Mutant(
            "check/Sweep.java",
            " && queue.waiting() <= MOST_WAITING",
            "",
            "the sweep hands out again what still waits on the queue",
            test("check.SweepTest#whatWaitsOnTheQueueIsNotQueuedAgain")),
        new Mutant(
            "check/Check.java",
            "claim.filter(mark -> !mark.equals(task.claimMark())).isPresent()",
            "claim.isEmpty() && task == null",
            "a reference of an earlier claim of the id is attached",
            test(
                "settlement.AttachedHintsTest#aReferenceOfAnEarlierClaimThatComesBackIsNotAttached")),
        new Mutant(
            "check/Sweep.java",
            "return !clock.instant().isBefore(pass.startedOver().plus(LEASE));",
            "return true;",
            "the sweep leaves settlement no time",
            test("check.SweepTest#aSweptTaskIsLeftAloneAndSweptAgainIfNothingComesOfIt")));
  }
}

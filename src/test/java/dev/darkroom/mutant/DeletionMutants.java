package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in deletions, and in what settles a deleted task. */
final class DeletionMutants {
  private static final String TASK_DELETION = "control/TaskDeletion.java";

  private DeletionMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            TASK_DELETION,
            "if (there.isOpen()) {",
            "if (false) {",
            "an open task is deleted",
            test("control.TaskDeletionTest#whatHasNotEndedIsNotDeleted")),
        new Mutant(
            TASK_DELETION,
            "if (!store.delete(task, now)) {",
            "if (!store.delete(task, now) && false) {",
            "a deletion that lost its race counts as done",
            test("control.TaskDeletionTest#anObjectThatIsNamedMeanwhileIsDeletedAsWell")),
        new Mutant(
            TASK_DELETION,
            "    images.delete(keys); // a check may",
            "    // a check may",
            "an object that is stored between the steps of a deletion stays",
            test(
                "control.TaskDeletionTest#anObjectThatIsStoredAgainBetweenTheStepsIsDeletedAsWell")),
        new Mutant(
            TASK_DELETION,
            "    queueLastCheck(task.id());\n",
            "",
            "a deletion has no last check",
            test("control.TaskDeletionTest#aLastCheckIsQueuedForWhenNoEarlierOneIsUnderWay")),
        new Mutant(
            TASK_DELETION,
            "SettleQueue.LONGEST_DELAY",
            "SettleQueue.LONGEST_DELAY.dividedBy(2)",
            "the last check of a deletion comes while an earlier one may be under way",
            test("control.TaskDeletionTest#aLastCheckIsQueuedForWhenNoEarlierOneIsUnderWay")),
        new Mutant(
            TASK_DELETION,
            "queueLastCheck(tombstone.id()); // the deletion",
            "// the deletion",
            "a deletion that died has no last check",
            test(
                "control.TaskDeletionTest#aDeletionThatDiesBeforeItsLastCheckIsEndedByItsRepetition")),
        new Mutant(
            "settlement/Settlement.java",
            "tombstone.ifPresent(leftovers::emptyOf);",
            "",
            "the last check of a deletion empties nothing",
            test(
                "settlement.LeftoversTest#aCheckThatDiedAfterTheDeletionLeavesItsObjectsToTheOneThatComesAgain")));
  }
}

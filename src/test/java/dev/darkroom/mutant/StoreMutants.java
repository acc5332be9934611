package dev.darkroom.mutant;

import static dev.darkroom.mutant.Killer.test;

import java.util.List;

/** Faults in the adapters of AWS. */
final class StoreMutants {
  private StoreMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "aws/DynamoTaskStore.java",
            ".key(key(key)).consistentRead(true)",
            ".key(key(key))",
            "a record is read as it was a moment ago",
            test("aws.ConsistentReadsTest#everyItemIsReadAsItStands")),
        new Mutant(
            "aws/TaskWrites.java",
            ".key(key(task)).consistentRead(true)",
            ".key(key(task))",
            "a write without an answer is read back as it was a moment ago",
            test("aws.ConsistentReadsTest#aWriteWithoutAnAnswerIsReadBackAsItStands")));
  }
}

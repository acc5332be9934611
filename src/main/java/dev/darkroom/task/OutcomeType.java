package dev.darkroom.task;

import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Final;
import dev.darkroom.task.TaskState.Finality;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What kind of outcome a requester is notified of. */
public enum OutcomeType {
  /** Every image that the provider delivered is stored. */
  SUCCEEDED(Group.SUCCEEDED),
  /** Some of the images are stored, the others are lost. */
  PARTIAL(Group.SUCCEEDED),
  /** Images came after the task had failed; whole or in part. */
  LATE(Group.SUCCEEDED),
  /** No image will come. */
  FAILED(Group.FAILED),
  /** The task failed, and images may still come. */
  PROVISIONAL(Group.FAILED),
  /** The requester cancelled the task. */
  CANCELLED(Group.CANCELLED);

  private static final String PREFIX = "generation.";

  private final Group group;

  OutcomeType(Group group) {
    this.group = group;
  }

  /** The three ends of a task. Rules and filters that name one of them get all of its types. */
  public enum Group {
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** The word of a filter. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The type of a final state. */
  public static OutcomeType of(Final state) {
    return switch (state) {
      case Delivered(_, _, var missing, var late) ->
          late ? LATE : missing.isEmpty() ? SUCCEEDED : PARTIAL;
      case Failed failed when failed.isCancelled() -> CANCELLED;
      case Failed(_, var finality, _) -> finality == Finality.PROVISIONAL ? PROVISIONAL : FAILED;
    };
  }

  /** All words that a filter may name: the types, some of which are groups as well. */
  public static List<String> words() {
    return Arrays.stream(values()).map(OutcomeType::word).toList();
  }

  public Group group() {
    return group;
  }

  /** The word of a filter: this type, or all of its group where the group has that name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type as consumers read it: {@code generation.succeeded}. */
  public String text() {
    return PREFIX + word();
  }

  /** Whether a filter of these words lets the outcome pass; without any word it lets all pass. */
  public boolean passes(List<String> words) {
    return words.isEmpty() || words.contains(word()) || words.contains(group.word());
  }
}

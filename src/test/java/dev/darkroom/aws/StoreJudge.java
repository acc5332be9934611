package dev.darkroom.aws;

import dev.darkroom.aws.DynamoExplorer.State;
import dev.darkroom.aws.DynamoExplorer.Write;
import dev.darkroom.aws.ModelScript.Next.Ends;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState;
import dev.darkroom.task.TaskStore.Claim.Taken;
import dev.darkroom.task.TaskStore.Claim.Won;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Judges what the store answered by what was written. It sees the writes that were taken, which the
 * store does not.
 */
final class StoreJudge {
  private StoreJudge() {}

  /** Of an id there is one claim at a time, and who has it knows so. */
  static Optional<String> claims(State state) {
    return objections(state, StoreJudge::claim)
        .or(() -> order(state))
        .or(() -> oneWinnerOfEachAttempt(state));
  }

  /** Who was told of a write has written, once; who was told of none has not, and never will. */
  static Optional<String> versions(State state) {
    return objections(state, StoreJudge::version).or(() -> order(state));
  }

  /**
   * Who was told that the check is moved finds it there; who was told otherwise has not moved it
   * last.
   */
  static Optional<String> moves(State state) {
    return objections(state, StoreJudge::move).or(() -> order(state));
  }

  /** The owner stays the first one. */
  static Optional<String> owners(State state) {
    return objections(state, StoreJudge::owner)
        .or(
            () ->
                state.writes().stream().map(write -> owner(write.item())).distinct().count() > 1
                    ? Optional.of("the owner changed")
                    : Optional.empty());
  }

  private interface Rule {
    Optional<String> objection(State state, int user, Object answer);
  }

  private static Optional<String> objections(State state, Rule rule) {
    return IntStream.range(0, state.users().size())
        .boxed()
        .flatMap(user -> state.answer(user).stream().flatMap(ends -> one(state, user, ends, rule)))
        .findFirst();
  }

  private static Stream<String> one(State state, int user, Ends ends, Rule rule) {
    if (ends.answer() instanceof RuntimeException failed) {
      return ends.unansweredCalls() > 0 || isBehind(state, user, failed)
          ? Stream.empty()
          : Stream.of("user %d failed, and every call was answered: %s".formatted(user, failed));
    }
    return rule.objection(state, user, ends.answer()).map(("user " + user + " ")::concat).stream();
  }

  /** An answer was lost, and two versions of others stand where the marks were. */
  private static boolean isBehind(State state, int user, RuntimeException failed) {
    return failed instanceof ConditionalCheckFailedException answer
        && TaskWrites.isRepeated(answer)
        && state.writes().stream().filter(write -> write.user() != user).count() >= 2;
  }

  private static Optional<String> claim(State state, int user, Object answer) {
    var own = state.writesOf(user);
    return switch (answer) {
      case Won(var task) ->
          own.size() != 1
              ? Optional.of("won with %d writes".formatted(own.size()))
              : task.revision().attempt() == attempt(own.getFirst())
                  ? Optional.empty()
                  : Optional.of("won another attempt than it wrote");
      case Taken(var there) ->
          own.isEmpty() || !isMine(state, own, there)
              ? Optional.empty()
              : Optional.of("was told of another's claim, and it is its own");
      case Boolean _ -> version(state, user, answer);
      default -> Optional.of("answered " + answer);
    };
  }

  /** A claim of its own that somebody gave up meanwhile is not its own any more. */
  private static boolean isMine(State state, List<Write> own, Task there) {
    return there.state() instanceof TaskState.Claimed
        && state.writes().stream()
            .filter(write -> version(write.item()) == there.version())
            .anyMatch(write -> mark(write).equals(mark(own.getLast())));
  }

  private static String mark(Write write) {
    return new ItemReader(write.item()).text(TaskItem.CLAIM);
  }

  private static Optional<String> version(State state, int user, Object answer) {
    var own = state.writesOf(user);
    int last = own.stream().mapToInt(Write::call).max().orElse(0);
    boolean isWritten = !own.isEmpty();
    boolean isOnce = own.stream().map(Write::call).distinct().count() == own.size();
    if (!isOnce) {
      return Optional.of("wrote call %d more than once".formatted(last));
    }
    if (answer.equals(true) && !isWritten) {
      return Optional.of("was told that it wrote, and it did not");
    }
    return answer.equals(false) && isWritten && last == state.answer(user).orElseThrow().lastWrite()
        ? Optional.of("was told that it did not write, and it did")
        : Optional.empty();
  }

  /**
   * A move may arrive after its sender was told that another came first, if a version has brought
   * the moment before back meanwhile. Then the task is checked later than it might be, and no more.
   */
  private static Optional<String> move(State state, int user, Object answer) {
    var own = state.writesOf(user);
    if (answer.equals(true)) {
      return own.isEmpty()
          ? Optional.of("was told that it moved it, and it did not")
          : Optional.empty();
    }
    boolean isLast =
        !own.isEmpty() && state.writes().getLast().equals(own.getLast()) && !own.getLast().isLate();
    return isLast ? Optional.of("was told that it is not moved, and it is") : Optional.empty();
  }

  private static Optional<String> owner(State state, int user, Object answer) {
    boolean isMine = state.writes().stream().anyMatch(write -> write.user() == user);
    return answer.equals(isMine)
        ? Optional.empty()
        : Optional.of("was told %s about a provider's task".formatted(answer));
  }

  private static String owner(Map<String, AttributeValue> item) {
    return new ItemReader(item).text(OwnerItem.OWNER);
  }

  /** No write is undone: versions only grow, and a moved check keeps its version. */
  private static Optional<String> order(State state) {
    long before = 0;
    for (var write : state.writes()) {
      if (version(write.item()) < before) {
        return Optional.of("a version was written over a later one");
      }
      before = version(write.item());
    }
    return Optional.empty();
  }

  private static Optional<String> oneWinnerOfEachAttempt(State state) {
    var won =
        IntStream.range(0, state.users().size())
            .boxed()
            .flatMap(user -> state.answer(user).stream())
            .map(Ends::answer)
            .filter(Won.class::isInstance)
            .map(answer -> ((Won) answer).task().revision().attempt())
            .toList();
    return won.size() == won.stream().distinct().count()
        ? Optional.empty()
        : Optional.of("two users won one claim");
  }

  private static long version(Map<String, AttributeValue> item) {
    return new ItemReader(item).number(TaskItem.VERSION);
  }

  private static int attempt(Write write) {
    return Math.toIntExact(new ItemReader(write.item()).optionalNumber("attempt").orElse(1L));
  }
}

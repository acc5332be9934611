package dev.darkroom.aws;

import dev.darkroom.aws.ModelScript.Next;
import dev.darkroom.aws.ModelScript.Reply;
import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.dynamo.TableModel;
import dev.darkroom.testing.dynamo.TableModel.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * Goes through every order of the attempts of some users of one item, with faults. An attempt may
 * be lost before its effect or after it, be throttled, or arrive later than its sender waits. One
 * fault is one such attempt. Breadth first: the first broken rule has a shortest history.
 */
final class DynamoExplorer {
  /** Breaks off at the first answer that is not true. */
  interface Judge {
    Optional<String> objection(State state);
  }

  /**
   * A write that was taken.
   *
   * @param isLate whether its sender had given the attempt up
   */
  record Write(int user, int call, boolean isLate, Map<String, AttributeValue> item) {}

  /** An attempt that is still on its way; nobody waits for its answer. */
  private record Late(int user, int call, DynamoDbRequest request) {}

  /**
   * Where all of it stands.
   *
   * @param writes those that were taken, in their order
   */
  record State(
      Map<String, AttributeValue> item,
      List<ModelScript> users,
      List<Late> late,
      int faults,
      List<Write> writes) {

    /** The answer of that user, once it has ended. */
    Optional<Next.Ends> answer(int user) {
      return users.get(user).next() instanceof Next.Ends ended
          ? Optional.of(ended)
          : Optional.empty();
    }

    List<Write> writesOf(int user) {
      return writes.stream().filter(write -> write.user() == user).toList();
    }
  }

  private record Step(Optional<Step> before, String label, State state) {}

  /** What an exploration came to. */
  record Result(long states, long transitions, int runs, Optional<String> broken) {}

  private final AtomicInteger runs = new AtomicInteger();
  private final Map<List<Object>, Effect> effects = new HashMap<>();
  private final Judge judge;
  private final State first;
  private long transitions;

  DynamoExplorer(
      Map<String, AttributeValue> item,
      List<Function<TaskStore, Object>> works,
      int faults,
      Judge judge) {
    var users = new ArrayList<ModelScript>();
    works.forEach(work -> users.add(ModelScript.begun(users.size(), work, runs)));
    this.first = new State(item, List.copyOf(users), List.of(), faults, List.of());
    this.judge = judge;
  }

  Result explore() {
    var seen = new HashSet<State>(Set.of(first));
    Deque<Step> open = new ArrayDeque<>(List.of(new Step(Optional.empty(), "start", first)));
    while (!open.isEmpty()) {
      var step = open.remove();
      for (var next : next(step)) {
        transitions++;
        if (seen.add(next.state())) {
          var objection = judge.objection(next.state());
          if (objection.isPresent()) {
            return result(seen, Optional.of(objection.get() + history(next)));
          }
          open.add(next);
        }
      }
    }
    return result(seen, Optional.empty());
  }

  private Result result(Set<State> seen, Optional<String> broken) {
    return new Result(seen.size(), transitions, runs.get(), broken);
  }

  private static String history(Step last) {
    var lines = new ArrayList<String>();
    for (var step = Optional.of(last); step.isPresent(); step = step.get().before()) {
      lines.add(step.get().label());
    }
    return "\n  " + String.join("\n  ", lines.reversed());
  }

  private List<Step> next(Step step) {
    var moves = new ArrayList<Step>();
    var state = step.state();
    for (int user = 0; user < state.users().size(); user++) {
      if (state.users().get(user).next() instanceof Next.Sends sends) {
        attempts(step, user, sends, moves);
      }
    }
    for (int at = 0; at < state.late().size(); at++) {
      var late = state.late().get(at);
      var rest = new ArrayList<>(state.late());
      rest.remove(at);
      var effect = effect(late.request(), state.item());
      moves.add(
          new Step(
              Optional.of(step),
              "user %d's late %s arrives: %s"
                  .formatted(late.user(), name(late.request()), word(effect)),
              new State(
                  effect.item(),
                  state.users(),
                  List.copyOf(rest),
                  state.faults(),
                  written(
                      state,
                      new Write(late.user(), late.call(), true, effect.item()),
                      late.request(),
                      effect))));
    }
    return moves;
  }

  private void attempts(Step step, int user, Next.Sends sends, List<Step> moves) {
    var state = step.state();
    var effect = effect(sends.request(), state.item());
    var label = "user %d %s ".formatted(user, name(sends.request()));
    var after =
        new State(
            effect.item(),
            state.users(),
            state.late(),
            state.faults(),
            written(
                state,
                new Write(user, sends.call(), false, effect.item()),
                sends.request(),
                effect));
    moves.add(moved(step, user, label + word(effect), after, new Reply.Answered(effect)));
    if (state.faults() == 0) {
      return;
    }
    var poorer =
        new State(state.item(), state.users(), state.late(), state.faults() - 1, state.writes());
    moves.add(moved(step, user, label + "is lost", poorer, new Reply.Unanswered()));
    moves.add(moved(step, user, label + "is throttled", poorer, new Reply.Throttled()));
    if (name(sends.request()).equals("GetItem")) {
      return;
    }
    moves.add(
        moved(
            step,
            user,
            label + word(effect) + ", and the answer is lost",
            new State(
                after.item(), after.users(), after.late(), state.faults() - 1, after.writes()),
            new Reply.Unanswered()));
    var late = new ArrayList<>(state.late());
    late.add(new Late(user, sends.call(), sends.request()));
    moves.add(
        moved(
            step,
            user,
            label + "takes long",
            new State(
                state.item(), state.users(), List.copyOf(late), state.faults() - 1, state.writes()),
            new Reply.Unanswered()));
  }

  private static Step moved(Step before, int user, String label, State state, Reply reply) {
    var users = new ArrayList<>(state.users());
    users.set(user, users.get(user).with(reply));
    return new Step(
        Optional.of(before),
        label,
        new State(state.item(), List.copyOf(users), state.late(), state.faults(), state.writes()));
  }

  private Effect effect(DynamoDbRequest request, Map<String, AttributeValue> item) {
    return effects.computeIfAbsent(List.of(request, item), _ -> TableModel.of(request, item));
  }

  private static List<Write> written(
      State state, Write write, DynamoDbRequest request, Effect effect) {
    if (!effect.isTaken() || name(request).equals("GetItem")) {
      return state.writes();
    }
    var writes = new ArrayList<>(state.writes());
    writes.add(write);
    return List.copyOf(writes);
  }

  private static String name(DynamoDbRequest request) {
    return request.getClass().getSimpleName().replace("Request", "");
  }

  private static String word(Effect effect) {
    return effect.isTaken() ? "is done" : "fails its condition";
  }
}

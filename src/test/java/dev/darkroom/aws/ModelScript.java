package dev.darkroom.aws;

import dev.darkroom.task.TaskStore;
import dev.darkroom.testing.dynamo.TableModel.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * One user of the store in the middle of its work: the replies that its client had so far. The same
 * replies always lead to the same next request, so each script is run once.
 */
final class ModelScript {
  /** What the client hears of one attempt. */
  sealed interface Reply {
    record Answered(Effect effect) implements Reply {}

    record Unanswered() implements Reply {}

    record Throttled() implements Reply {}
  }

  /** What the user does next. */
  sealed interface Next {
    /**
     * One attempt of a request.
     *
     * @param call the number of the call; attempts of one call share it
     */
    record Sends(DynamoDbRequest request, int call) implements Next {}

    /**
     * The user has its answer, or an exception.
     *
     * @param lastWrite the number of the last call that writes
     */
    record Ends(Object answer, int unansweredCalls, int lastWrite) implements Next {}
  }

  private final int user;
  private final Function<TaskStore, Object> work;
  private final List<Reply> replies;
  private final AtomicInteger count;
  private final Map<Reply, ModelScript> after = new HashMap<>();
  private Optional<Next> next = Optional.empty();

  private ModelScript(
      int user, Function<TaskStore, Object> work, List<Reply> replies, AtomicInteger count) {
    this.user = user;
    this.work = work;
    this.replies = replies;
    this.count = count;
  }

  static ModelScript begun(int user, Function<TaskStore, Object> work, AtomicInteger count) {
    return new ModelScript(user, work, List.of(), count);
  }

  int user() {
    return user;
  }

  ModelScript with(Reply reply) {
    return after.computeIfAbsent(
        reply,
        one -> {
          var longer = new ArrayList<>(replies);
          longer.add(one);
          return new ModelScript(user, work, List.copyOf(longer), count);
        });
  }

  Next next() {
    if (next.isEmpty()) {
      count.incrementAndGet();
      next = Optional.of(run());
    }
    return next.get();
  }

  private Next run() {
    var client = new ScriptedDynamo(user, replies);
    try {
      var store = new DynamoTaskStore(() -> client, ExampleAwsConfig.withTable("tasks"));
      return new Next.Ends(work.apply(store), client.unansweredCalls(), client.lastWrite());
    } catch (ScriptedDynamo.Stopped stopped) {
      return new Next.Sends(stopped.request(), stopped.call());
    } catch (RuntimeException failed) {
      return new Next.Ends(failed, client.unansweredCalls(), client.lastWrite());
    }
  }

  /** Marks of writes are random; each user's are numbered here, so that runs can be compared. */
  static boolean isMark(String attribute) {
    return attribute.equals("write")
        || attribute.equals("formerWrite")
        || attribute.equals("claim");
  }

  /** The same item with other marks. */
  static Map<String, AttributeValue> marked(
      Map<String, AttributeValue> item, Function<String, String> mark) {
    var result = new HashMap<>(item);
    result.replaceAll(
        (name, value) ->
            isMark(name.replaceFirst("^:", ""))
                ? AttributeValue.fromS(mark.apply(value.s()))
                : value);
    return result;
  }
}

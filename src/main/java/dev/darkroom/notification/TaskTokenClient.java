package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import dev.darkroom.base.TextCut;
import dev.darkroom.task.Rejection;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Open;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Hands task tokens back to Step Functions, each with an outcome or a refusal. */
@ApplicationScoped
public class TaskTokenClient {
  private final TaskTokens tokens;
  private final ImageBucket bucket;
  private final Json json;

  TaskTokenClient(TaskTokens tokens, ImageBucket bucket, Json json) {
    this.tokens = tokens;
    this.bucket = bucket;
    this.json = json;
  }

  /**
   * Hands a token back with the outcome of its task. A provisional failure counts as a failure: a
   * token can be used once, and nobody knows whether images will follow.
   *
   * @param task in a final state, recorded: a token is released after that and not before
   * @throws RuntimeException if Step Functions could not be reached
   */
  public TokenResult outcome(Task task, String token) {
    return switch (task.state()) {
      case Delivered _ -> tokens.succeed(token, output(GenerationAnswer.unsigned(task, bucket)));
      case Failed(var failure, _, _) ->
          tokens.fail(token, failure.code().text(), cut(failure.message()));
      case Open _ -> throw new IllegalStateException("task " + task.id() + " has no outcome yet");
    };
  }

  /**
   * Hands a token back with a refusal: its state would wait for ever for a task.
   *
   * @throws RuntimeException if Step Functions could not be reached
   */
  public TokenResult rejection(Rejection rejection, String token) {
    return tokens.fail(token, rejection.code().text(), cut(rejection.detail()));
  }

  private String output(GenerationAnswer generation) {
    var whole = json.write(generation);
    return whole.getBytes(StandardCharsets.UTF_8).length <= TaskTokens.MOST_OUTPUT
        ? whole
        : json.write(AbridgedAnswer.of(generation));
  }

  private static String cut(String text) {
    return TextCut.plain(text, TaskTokens.MOST_CAUSE);
  }
}

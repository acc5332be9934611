package dev.darkroom.notification;

import dev.darkroom.answer.GenerationAnswer;
import dev.darkroom.answer.Json;
import dev.darkroom.answer.Problem;
import dev.darkroom.notification.TaskTokens.Use;
import dev.darkroom.task.Task;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.task.TaskState.Failed;
import dev.darkroom.task.TaskState.Open;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Hands task tokens back to Step Functions, with what there is to say. */
@ApplicationScoped
public class HandBack {
  private final TaskTokens tokens;
  private final Json json;

  HandBack(TaskTokens tokens, Json json) {
    this.tokens = tokens;
    this.json = json;
  }

  /**
   * Tells one who waits for a task how it ended. A provisional failure is a failure: a token can be
   * used once, and nobody knows whether more will come.
   *
   * @param task in a final state, recorded: a token is released after that and not before
   * @throws RuntimeException if Step Functions was not to be had
   */
  public Use outcome(Task task, String token) {
    return switch (task.state()) {
      case Delivered _ -> tokens.succeed(token, output(GenerationAnswer.unsigned(task)));
      case Failed(var failure, _, _) ->
          tokens.fail(token, failure.code().text(), cut(failure.message()));
      case Open _ -> throw new IllegalStateException("task " + task.id() + " has no outcome yet");
    };
  }

  /**
   * Tells one who would wait for ever that there will be no task.
   *
   * @throws RuntimeException if Step Functions was not to be had
   */
  public Use refusal(Problem problem, String token) {
    return tokens.fail(token, problem.code(), cut(problem.detail()));
  }

  private String output(GenerationAnswer generation) {
    var whole = json.write(generation);
    return whole.getBytes(StandardCharsets.UTF_8).length <= TaskTokens.MOST_OUTPUT
        ? whole
        : json.write(AbridgedAnswer.of(generation));
  }

  private static String cut(String text) {
    if (text.length() <= TaskTokens.MOST_CAUSE) {
      return text;
    }
    int end = TaskTokens.MOST_CAUSE;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}

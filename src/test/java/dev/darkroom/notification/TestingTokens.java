package dev.darkroom.notification;

import dev.darkroom.answer.ImageBucket;
import dev.darkroom.answer.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Step Functions as it is with tokens: each is taken once. */
public final class TestingTokens implements TaskTokens {
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> barred = Optional.empty();
  private volatile boolean isDown;

  /**
   * One call that was taken.
   *
   * @param error empty: a success
   * @param text output or cause
   */
  public record Call(String token, String error, String text) {}

  public TaskTokenClient client() {
    return new TaskTokenClient(this, ImageBucket.UNKNOWN, new Json());
  }

  /** The client of other tokens than these. */
  public static TaskTokenClient client(TaskTokens tokens) {
    return new TaskTokenClient(tokens, ImageBucket.UNKNOWN, new Json());
  }

  /** The channel of other tokens than these. */
  public static OutcomeChannel channel(TaskTokens tokens) {
    return new TaskTokenChannel(client(tokens));
  }

  public OutcomeChannel channel() {
    return new TaskTokenChannel(client());
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Each call that was taken, as its token and its error. */
  public List<String> failures() {
    return calls.stream().map(call -> call.token() + " " + call.error()).toList();
  }

  /** Its state timed out. */
  public void timesOut(String token) {
    used.add(token);
  }

  public void goDown() {
    isDown = true;
  }

  /** It is down for one token only: that of an account, say, that does not let us. */
  public void barsOnly(String token) {
    barred = Optional.of(token);
  }

  public void comeBack() {
    barred = Optional.empty();
    isDown = false;
  }

  @Override
  public TokenResult succeed(String token, String output) {
    return take(new Call(token, "", output));
  }

  @Override
  public TokenResult fail(String token, String error, String cause) {
    return take(new Call(token, error, cause));
  }

  private TokenResult take(Call call) {
    if (isDown || barred.filter(call.token()::equals).isPresent()) {
      throw new IllegalStateException("Step Functions is down");
    }
    if (!used.add(call.token())) {
      return new TokenResult.Permanent("TaskTimedOut");
    }
    calls.add(call);
    return new TokenResult.Accepted();
  }
}

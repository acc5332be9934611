package dev.darkroom.entrypoint;

import dev.darkroom.intake.DeadLetterQueues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One queue of dead letters in memory, which hides what it hands out until it is shown. */
final class TestingDeadLetters implements DeadLetterQueues {
  private static final String QUEUE = "dead";
  private static final int BATCH = 10;

  private final Map<String, Letter> visible = new LinkedHashMap<>();
  private final Map<String, Letter> hidden = new LinkedHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private boolean isDown;
  private boolean isStuck;

  TestingDeadLetters put(String id, String body) {
    var receipt = "receipt-" + numbers.incrementAndGet();
    visible.put(receipt, new Letter(id, receipt, body));
    return this;
  }

  /** Nothing can be had of it. */
  void goDown() {
    isDown = true;
  }

  /** Nothing can be taken away from it. */
  void getStuck() {
    isStuck = true;
  }

  /** What is to be seen. */
  List<String> ids() {
    return visible.values().stream().map(Letter::id).toList();
  }

  int hiddenCount() {
    return hidden.size();
  }

  @Override
  public List<String> all() {
    return List.of(QUEUE);
  }

  @Override
  public List<Letter> receive(String queue) {
    if (isDown) {
      throw new IllegalStateException("SQS is down");
    }
    var letters = new ArrayList<>(visible.values()).stream().limit(BATCH).toList();
    letters.forEach(letter -> hidden.put(letter.receipt(), visible.remove(letter.receipt())));
    return letters;
  }

  @Override
  public void show(String queue, List<Letter> letters) {
    letters.forEach(letter -> visible.put(letter.receipt(), hidden.remove(letter.receipt())));
  }

  @Override
  public void remove(String queue, Letter letter) {
    if (isStuck) {
      throw new IllegalStateException("SQS is down");
    }
    hidden.remove(letter.receipt());
  }
}

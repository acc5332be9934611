package dev.darkroom.control;

import dev.darkroom.check.SettleDeadLetters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A dead-letter queue in memory, which hides what it hands out until it is shown. */
public final class TestingLetters implements SettleDeadLetters {
  private static final int BATCH = 10;
  private final Map<String, Letter> visible = new LinkedHashMap<>();
  private final Map<String, Letter> hidden = new LinkedHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private boolean isConfigured = true;
  private boolean isStuck;
  private boolean isHidden;
  private Runnable onReceive = () -> {};

  public TestingLetters put(String body) {
    var receipt = "receipt-" + numbers.incrementAndGet();
    visible.put(receipt, new Letter(receipt, body));
    return this;
  }

  /** There is no such queue. */
  public static TestingLetters none() {
    var letters = new TestingLetters();
    letters.isConfigured = false;
    return letters;
  }

  /** Nothing can be taken away from it. */
  public void getStuck() {
    isStuck = true;
  }

  /** Nothing that is hidden can be shown. */
  public void cannotBeShown() {
    isHidden = true;
  }

  /** Does something each time it is asked. */
  public void onReceive(Runnable next) {
    onReceive = next;
  }

  /** What is to be seen. */
  public List<String> bodies() {
    return visible.values().stream().map(Letter::body).toList();
  }

  public int hiddenCount() {
    return hidden.size();
  }

  @Override
  public boolean isConfigured() {
    return isConfigured;
  }

  @Override
  public List<Letter> receive() {
    onReceive.run();
    var letters = new ArrayList<>(visible.values()).stream().limit(BATCH).toList();
    letters.forEach(letter -> hidden.put(letter.receipt(), letter));
    letters.forEach(letter -> visible.remove(letter.receipt()));
    return letters;
  }

  @Override
  public void show(List<Letter> letters) {
    if (isHidden) {
      throw new IllegalStateException("SQS is down");
    }
    letters.forEach(
        letter -> {
          hidden.remove(letter.receipt());
          visible.put(letter.receipt(), letter);
        });
  }

  @Override
  public void remove(Letter letter) {
    if (isStuck) {
      throw new IllegalStateException("SQS is down");
    }
    hidden.remove(letter.receipt());
  }
}

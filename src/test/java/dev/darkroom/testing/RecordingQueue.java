package dev.darkroom.testing;

import dev.darkroom.check.Check;
import dev.darkroom.check.SettleQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A queue that keeps what it is given, or refuses it. */
public class RecordingQueue implements SettleQueue {
  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private volatile boolean isDown;
  private volatile int waiting;

  /** One check, and how long it was to wait. */
  public record Entry(Check check, Duration delay) {}

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public List<Check> checks() {
    return entries.stream().map(Entry::check).toList();
  }

  public void clear() {
    entries.clear();
  }

  public void goDown() {
    isDown = true;
  }

  public void comeBack() {
    isDown = false;
  }

  /** Whoever consumes has left so many. */
  public void leaveWaiting(int count) {
    waiting = count;
  }

  @Override
  public int waiting() {
    return waiting;
  }

  @Override
  public void put(Check check, Duration delay) {
    if (isDown) {
      throw new IllegalStateException("the queue is down");
    }
    entries.add(new Entry(check, delay));
  }
}

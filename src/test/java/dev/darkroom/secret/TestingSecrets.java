package dev.darkroom.secret;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A parameter store whose value changes each time it is fetched anew. */
public final class TestingSecrets implements Secrets {
  private final Deque<String> values;
  private int fetches = 1;

  public TestingSecrets(String... values) {
    this.values = new ArrayDeque<>(List.of(values));
  }

  @Override
  public Secret get(String parameter) {
    if (values.isEmpty()) {
      throw new IllegalStateException("no parameter " + parameter);
    }
    return new Secret(values.getFirst());
  }

  @Override
  public void forget(String parameter) {
    fetches++;
    if (values.size() > 1) {
      values.removeFirst();
    }
  }

  public int fetches() {
    return fetches;
  }
}

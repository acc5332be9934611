package dev.darkroom.testing.fuzz;

import java.util.Random;
import java.util.function.Function;

/**
 * Runs a judge over many random inputs. A build goes through a small number, {@code -Dfuzz=full}
 * through all. Each case has a random source of its own, made of the seed and the number of the
 * case, so that a failing case is repeated alone.
 *
 * <p>{@code -Dfuzz.seed=} sets the seed, {@code -Dfuzz.case=} runs that case only.
 *
 * @param name of the fuzzer, as it is printed
 * @param few how many inputs a build tries
 * @param many how many inputs the full bound tries
 */
public record Fuzz(String name, long few, long many) {
  private static final long DEFAULT_SEED = 20_261_127;
  private static final long STEP = 0x9E3779B97F4A7C15L;

  /** Judges one input: throws if a rule is broken. */
  @FunctionalInterface
  public interface Judge<T> {
    void judge(T input) throws Exception;
  }

  public static boolean isFull() {
    return System.getProperty("fuzz", "").equals("full");
  }

  public static long seed() {
    return Long.getLong("fuzz.seed", DEFAULT_SEED);
  }

  /** Whether only one case is repeated: then nothing can be said of all. */
  public static boolean isRepeat() {
    return System.getProperty("fuzz.case") != null;
  }

  /**
   * Judges every input of the bound, and prints the seed, the count and the time.
   *
   * @param words the input as it can be pasted into a test
   */
  public <T> void each(
      Function<Random, T> maker, Function<? super T, String> words, Judge<? super T> judge) {
    long start = System.nanoTime();
    long first = Long.getLong("fuzz.case", 0);
    long end = isRepeat() ? first + 1 : isFull() ? many : few;
    for (long number = first; number < end; number++) {
      var input = maker.apply(random(number));
      try {
        judge.judge(input);
      } catch (Exception | AssertionError | StackOverflowError broken) {
        throw new AssertionError(
            "%s, -Dfuzz.seed=%d -Dfuzz.case=%d, input:%n%s%n%s"
                .formatted(name, seed(), number, words.apply(input), broken),
            broken);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("fuzz %s: seed %d, %d inputs, %.1f s%n", name, seed(), end - first, seconds);
  }

  private static Random random(long number) {
    long mixed = (seed() + number) * STEP;
    return new Random(mixed ^ (mixed >>> 32));
  }

  /** A text as a Java literal. */
  public static String literal(String text) {
    var out = new StringBuilder("\"");
    text.chars()
        .forEach(
            one -> {
              switch (one) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default ->
                    out.append(one > 31 && one < 127 ? "" + (char) one : "\\u%04x".formatted(one));
              }
            });
    return out.append('"').toString();
  }
}

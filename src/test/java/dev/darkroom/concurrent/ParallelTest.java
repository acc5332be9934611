package dev.darkroom.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void resultsAreInTheOrderOfTheValues() {
    var second = new CountDownLatch(1);

    var results =
        Parallel.map(
            List.of(1, 2),
            value -> {
              if (value == 1) {
                second.await(); // never ends unless the second runs at the same time
              } else {
                second.countDown();
              }
              return value * 10;
            });

    assertThat(results).containsExactly(10, 20);
  }

  @Test
  void theFirstFailureIsThrownOnceTheWorkOnTheOthersIsDone() {
    var done = new AtomicInteger();

    assertThatThrownBy(
            () ->
                Parallel.map(
                    List.of("bad", "good", "good"),
                    value -> {
                      if (value.equals("bad")) {
                        throw new IllegalStateException("broken");
                      }
                      return done.incrementAndGet();
                    }))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("broken");

    assertThat(done).hasValue(2);
  }

  @Test
  void nothingIsDoneForNoValue() {
    assertThat(Parallel.map(List.<String>of(), String::length)).isEmpty();
  }
}

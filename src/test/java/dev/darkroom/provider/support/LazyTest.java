package dev.darkroom.provider.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LazyTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Lazy<Integer> lazy = new Lazy<>(made::incrementAndGet);

  @Test
  void nothingIsMadeBeforeItIsAskedFor() {
    assertThat(made).hasValue(0);
    assertThat(lazy.get()).isEqualTo(1);
  }

  @Test
  void whatWasMadeIsKept() {
    lazy.get();

    assertThat(lazy.get()).isEqualTo(1);
    assertThat(made).hasValue(1);
  }

  @Test
  void manyAskersAtOnceGetOneValue() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 50).forEach(_ -> threads.execute(lazy::get));
    }

    assertThat(made).hasValue(1);
  }
}

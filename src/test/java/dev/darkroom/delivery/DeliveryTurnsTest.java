package dev.darkroom.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.link.LinkGuard;
import dev.darkroom.task.RemoteImage;
import dev.darkroom.task.StoredImage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sixteen images are in work at once. Another one waits for its turn. */
@Timeout(60)
class DeliveryTurnsTest extends DeliveryFixture {
  private static final int AT_ONCE = 16;
  private static final List<Integer> INDEXES = IntStream.rangeClosed(0, AT_ONCE).boxed().toList();

  private final FullStore full = new FullStore();

  @Test
  void oneImageMoreThanAreFetchedAtOnceWaits() {
    var picture = "data:;base64," + Base64.getEncoder().encodeToString(PNG);
    var images = INDEXES.stream().map(index -> new RemoteImage(index, picture)).toList();

    assertThat(delivery().deliver(TASK, images).stored()).hasSize(AT_ONCE + 1);
    assertThat(full.most()).isEqualTo(AT_ONCE);
  }

  @Test
  void oneImageMoreThanAreLookedForAtOnceWaits() {
    assertThat(delivery().find(TASK, INDEXES)).isEmpty();
    assertThat(full.most()).isEqualTo(AT_ONCE);
  }

  private Delivery delivery() {
    var config = TestingConfig.roomy();
    var fetch = new ImageFetch(new LinkGuard(resolver, Set.of(), 443), vertx, config);
    return new Delivery(full, fetch, config, folder);
  }

  /** Answers nobody before sixteen ask at once, and one more either asks as well or has to wait. */
  private static final class FullStore implements ImageStore {
    private final AtomicInteger asking = new AtomicInteger();
    private final CompletableFuture<Integer> most = new CompletableFuture<>();

    /** How many asked at once before anybody had an answer. */
    int most() {
      return most.join();
    }

    @Override
    public Put putIfAbsent(StoredImage image, Path file, Map<String, String> tags) {
      ask();
      return new Put.Stored(image);
    }

    @Override
    public Optional<StoredImage> find(String key, int index) {
      ask();
      return Optional.empty();
    }

    @Override
    public void empty(String key) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public Optional<byte[]> read(String key) {
      throw new UnsupportedOperationException(key);
    }

    @Override
    public void delete(List<String> keys) {
      throw new UnsupportedOperationException("nothing is deleted here");
    }

    @Override
    public URI sign(String key, Duration validity) {
      throw new UnsupportedOperationException(key);
    }

    private void ask() {
      if (asking.incrementAndGet() == AT_ONCE) {
        while (asking.get() == AT_ONCE && !isAnybodyWaiting()) {
          Thread.onSpinWait();
        }
        most.complete(asking.get());
      }
      most.join();
    }

    private static boolean isAnybodyWaiting() {
      return Thread.getAllStackTraces().values().stream()
          .anyMatch(
              trace ->
                  calls(trace, Semaphore.class, "acquire") && calls(trace, Delivery.class, ""));
    }

    private static boolean calls(StackTraceElement[] trace, Class<?> type, String method) {
      return Arrays.stream(trace)
          .filter(frame -> frame.getClassName().equals(type.getName()))
          .anyMatch(frame -> method.isEmpty() || frame.getMethodName().equals(method));
    }
  }
}

package dev.darkroom.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.secret.Secret;
import dev.darkroom.testing.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;

class SsmSecretsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeSsm ssm = new FakeSsm();
  private final SsmSecrets secrets = new SsmSecrets(() -> ssm, clock);

  @Test
  void aKeyIsDecryptedAndKept() {
    var first = secrets.get("/darkroom/key");
    var second = secrets.get("/darkroom/key");

    assertThat(List.of(first, second)).containsOnly(new Secret("sesame"));
    assertThat(ssm.asked).hasSize(1);
    assertThat(ssm.asked.getFirst().withDecryption()).isTrue();
  }

  @Test
  void afterFiveMinutesAKeyIsFetchedAgain() {
    secrets.get("/darkroom/key");
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    secrets.get("/darkroom/key");
    assertThat(ssm.asked).hasSize(1);

    clock.advance(Duration.ofNanos(1));
    secrets.get("/darkroom/key");

    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void aForgottenKeyIsFetchedAgainAtMostOnceAMinute() {
    secrets.get("/darkroom/key");

    secrets.forget("/darkroom/key");
    secrets.forget("/never/asked");
    secrets.get("/darkroom/key");
    assertThat(ssm.asked).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    ssm.values.put("/darkroom/key", "open");
    assertThat(secrets.get("/darkroom/key")).isEqualTo(new Secret("open"));
    secrets.forget("/darkroom/key");
    secrets.get("/darkroom/key");

    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void aKeyThatWasReadLongAgoIsFetchedAgainAsSoonAsItIsForgotten() {
    secrets.get("/darkroom/key");
    clock.advance(Duration.ofMinutes(2));

    secrets.forget("/darkroom/key");
    secrets.get("/darkroom/key");

    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void aKeyGoesOnBeingUsedWhileSsmIsNotToBeHad() {
    secrets.get("/darkroom/key");
    for (var trouble : List.of(throttled(), silent(), closed(), forbidden())) {
      clock.advance(Duration.ofHours(1));
      ssm.trouble = Optional.of(trouble);
      int before = ssm.asked.size();

      for (int call = 0; call < 3; call++) {
        assertThat(secrets.get("/darkroom/key")).isEqualTo(new Secret("sesame"));
        secrets.forget("/darkroom/key");
      }

      assertThat(ssm.asked).hasSize(before + 1);
    }
    ssm.trouble = Optional.empty();
    ssm.values.put("/darkroom/key", "open");
    clock.advance(Duration.ofMinutes(1));

    assertThat(secrets.get("/darkroom/key")).isEqualTo(new Secret("open"));
  }

  @Test
  void onlyAParameterThatIsGoneOrBlankTakesTheKeyAway() {
    secrets.get("/darkroom/key");
    clock.advance(Duration.ofMinutes(5));
    ssm.values.put("/darkroom/key", " ");
    assertThatThrownBy(() -> secrets.get("/darkroom/key")).hasMessageEndingWith("is blank");
    ssm.trouble = Optional.of(throttled());
    assertThatThrownBy(() -> secrets.get("/darkroom/key")).hasMessageEndingWith("cannot be read");

    ssm.trouble = Optional.empty();
    ssm.values.remove("/darkroom/key");
    assertThatThrownBy(() -> secrets.get("/darkroom/key")).hasMessageStartingWith("there is no");
  }

  @Test
  void manyCallersMakeOneCall() {
    ssm.gate = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          IntStream.range(0, 20)
              .mapToObj(
                  _ -> CompletableFuture.supplyAsync(() -> secrets.get("/darkroom/key"), threads))
              .toList();
      ssm.gate.countDown();

      assertThat(asking.stream().map(CompletableFuture::join))
          .hasSize(20)
          .containsOnly(new Secret("sesame"));
    }
    assertThat(ssm.asked).hasSize(1);
  }

  @Test
  void whileOneRenewsTheOthersGoOn() throws Exception {
    secrets.get("/darkroom/key");
    clock.advance(Duration.ofMinutes(5));
    ssm.gate = new CountDownLatch(1);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var renewing = CompletableFuture.supplyAsync(() -> secrets.get("/darkroom/key"), threads);
      ssm.arrived.acquire(2); // the first read, and this one, which is held up
      assertThat(secrets.get("/darkroom/key")).isEqualTo(new Secret("sesame"));
      ssm.gate.countDown();
      assertThat(renewing.join()).isEqualTo(new Secret("sesame"));
    }
    assertThat(ssm.asked).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsNamedAndAskedForAgain() {
    assertThatThrownBy(() -> secrets.get("/absent"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is no SSM parameter /absent");
    assertThatThrownBy(() -> secrets.get("/forbidden"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the SSM parameter /forbidden cannot be read");
    assertThatThrownBy(() -> secrets.get("/blank"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the SSM parameter /blank is blank");
    assertThatThrownBy(() -> secrets.get("/blank")).isInstanceOf(IllegalStateException.class);

    assertThat(ssm.asked).hasSize(4);
  }

  private static RuntimeException throttled() {
    return SsmException.builder().message("Rate exceeded").statusCode(400).build();
  }

  private static RuntimeException silent() {
    return ApiCallTimeoutException.create(3_500);
  }

  private static RuntimeException closed() {
    return new UncheckedIOException(new IOException("Socket closed"));
  }

  private static RuntimeException forbidden() {
    return SsmException.builder().message("AccessDenied").statusCode(400).build();
  }

  private static final class FakeSsm implements SsmClient {
    private final Map<String, String> values =
        new ConcurrentHashMap<>(Map.of("/darkroom/key", "sesame", "/blank", " "));
    private final List<GetParameterRequest> asked = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Optional<RuntimeException> trouble = Optional.empty();

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
      asked.add(request);
      arrived.release();
      try {
        gate.await();
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      if (trouble.isPresent()) {
        throw trouble.get();
      }
      if (request.name().equals("/forbidden")) {
        throw SsmException.builder().message("AccessDenied").statusCode(400).build();
      }
      if (!values.containsKey(request.name())) {
        throw ParameterNotFoundException.builder().message("none").build();
      }
      return GetParameterResponse.builder()
          .parameter(found -> found.name(request.name()).value(values.get(request.name())))
          .build();
    }

    @Override
    public String serviceName() {
      return "ssm";
    }

    @Override
    public void close() {}
  }
}

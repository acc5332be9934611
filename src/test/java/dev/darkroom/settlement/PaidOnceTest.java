package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.callback.TestingCallback;
import dev.darkroom.check.Check;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.provider.ImageRequest;
import dev.darkroom.provider.SubmitResult;
import dev.darkroom.routing.Route;
import dev.darkroom.submission.Submission;
import dev.darkroom.submission.TestingSubmission;
import dev.darkroom.task.ErrorCode;
import dev.darkroom.task.Failure;
import dev.darkroom.task.ImageSpec;
import dev.darkroom.task.Price;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.testing.FailingStore;
import dev.darkroom.testing.FakeProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same event any number of times, also in the middle of its own paid call, with a store that
 * fails and forgets to answer: at most one task is ever paid for, and its picture is delivered.
 */
class PaidOnceTest {
  private final TaskWorld world = new TaskWorld();
  private final List<ProviderTaskRef> taken = new ArrayList<>();
  private final Submission submission =
      TestingSubmission.of(world.store, world.queue, TestingCallback.addresses(), world.clock);

  @ParameterizedTest
  @MethodSource("seeds")
  void atMostOneTaskIsTakenAndItsPictureIsDelivered(int seed) {
    var random = new Random(seed);
    world.acme.willReport(answered503());
    world.bolt.willReport(answered503());
    for (int call = 0; call < 10; call++) {
      script(world.acme, random);
      script(world.bolt, random);
    }

    for (int times = 0; times < 5; times++) {
      trouble(random);
      submit();
      if (random.nextBoolean()) {
        taken.forEach(this::ring);
      }
      world.pass(Duration.ofSeconds(random.nextInt(200)));
    }
    world.store.comeBack();
    world.store.failOnNextWrites(0);
    world.store.loseAnswersOfNextReplaces(0);
    for (var provider : List.of(world.acme, world.bolt)) {
      provider.willReport(ref -> taken.contains(ref) ? success(1) : new NotKnown());
    }
    taken.forEach(this::ring);
    world.pass(Duration.ofMinutes(130));

    assertThat(taken).as("seed %s", seed).hasSizeLessThanOrEqualTo(1);
    if (!taken.isEmpty()) {
      assertThat(world.stored().state())
          .as("seed %s: %s", seed, world.stored())
          .isInstanceOfSatisfying(
              Delivered.class, done -> assertThat(done.ref()).isEqualTo(taken.getFirst()));
      assertThat(world.stored().isOpen()).isFalse();
    }
  }

  private void submit() {
    try {
      submission.submit(world.request, List.of(route(world.acme), route(world.bolt)));
    } catch (FailingStore.Down comesAgain) {
      assertThat(comesAgain).isNotNull();
    }
  }

  private void trouble(Random random) {
    switch (random.nextInt(8)) {
      case 0 -> world.store.failOnNextWrites(1 + random.nextInt(3));
      case 1 -> world.store.loseAnswersOfNextReplaces(1 + random.nextInt(3));
      case 2 -> world.store.loseAnswersOfClaims();
      case 3 -> world.store.failOnOwn();
      case 4 -> world.store.comeBack();
      case 5 ->
          world.store.beforeNextReplace(
              () -> {
                if (world.stored().hasRoomForSubscriber() && !world.stored().isPublished()) {
                  world.store.replace(world.stored().withSubscriber("AQC/" + random.nextInt()));
                }
              });
      default -> {}
    }
  }

  private void script(FakeProvider provider, Random random) {
    int kind = random.nextInt(8);
    int besides = random.nextInt(6);
    provider.willAnswer(
        () -> {
          var number = taken.isEmpty() ? "" : "-" + taken.size();
          var ref = new ProviderTaskRef(provider.id(), "task" + number);
          if (kind == 0 || kind == 1 || kind == 2 || kind == 7) {
            taken.add(ref);
          }
          during(besides, random);
          return switch (kind) {
            case 0, 1 -> new SubmitResult.Accepted(ref, Optional.empty(), Optional.empty());
            case 2, 3 -> new SubmitResult.InDoubt("timed out");
            case 4 -> new SubmitResult.Refused(failure(provider, ErrorCode.QUOTA_EXHAUSTED));
            case 5 -> new SubmitResult.Refused(failure(provider, ErrorCode.CONTENT_REFUSED));
            case 7 -> { // it took it, rang for it, and says that it did not
              ring(ref);
              world.store.failOnNextWrites(0);
              world.pass(Duration.ofSeconds(25));
              yield new SubmitResult.Transient(
                  failure(provider, ErrorCode.RATE_LIMITED), Optional.empty());
            }
            default ->
                new SubmitResult.Transient(
                    failure(provider, ErrorCode.RATE_LIMITED), Optional.empty());
          };
        });
  }

  private void during(int besides, Random random) {
    switch (besides) {
      case 0 -> submit();
      case 1 -> trouble(random);
      case 2 -> {
        taken.forEach(this::ring);
        world.pass(Duration.ofSeconds(2));
      }
      case 3 -> world.pass(Duration.ofSeconds(random.nextInt(25)));
      default -> {}
    }
  }

  private void ring(ProviderTaskRef ref) {
    world.queue.put(
        Check.of(world.request.taskId())
            .from(new Check.Source.Callback(world.clock.instant()))
            .withHint(ref),
        Duration.ZERO);
  }

  private static Failure failure(FakeProvider provider, ErrorCode code) {
    return Failure.of(code, "no", provider.id());
  }

  private static Route route(FakeProvider provider) {
    return new Route(
        provider,
        new ImageRequest("their-model", ImageSpec.of("a red fox"), Optional.empty()),
        List.of(),
        Price.unknown("made for tests"));
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("darkroom.seeds", 200));
  }
}

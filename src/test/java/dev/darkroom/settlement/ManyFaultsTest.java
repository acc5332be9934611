package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.named;
import static dev.darkroom.settlement.TaskWorld.reported;
import static dev.darkroom.settlement.TaskWorld.success;
import static dev.darkroom.testing.Examples.BOLT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.notification.PublishResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.ProviderReport.Running;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState.Delivered;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens, in any order, as long as the provider does not say no: once it is well again
 * and its links live, there is one picture of each image, and at most two outcomes.
 */
class ManyFaultsTest {
  private static final ProviderTaskRef GENUINE = named("genuine");
  private static final int IMAGES = 3;

  private final TaskWorld world = new TaskWorld();

  @ParameterizedTest
  @MethodSource("seeds")
  void onePictureComesOfAnyOrderOfFaults(int seed) {
    var random = new Random(seed);
    var own = begin(random);
    ill(random);
    if (own.isEmpty()) { // it is the only one that anybody will ever hear of
      world.ring(GENUINE);
      world.pass(Duration.ofSeconds(1));
    }
    int steps = 2 + random.nextInt(10);
    for (int step = 0; step < steps; step++) {
      happens(random, own.orElse(GENUINE));
    }

    world.store.comeBack();
    world.store.failOnNextWrites(0);
    world.store.loseAnswersOfNextReplaces(0);
    world.channel.comeBack();
    well(own.orElse(GENUINE));
    world.pass(Duration.ofMinutes(130));

    assertThat(world.stored().state())
        .as("seed %s: %s", seed, world.stored())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images())
                  .extracting(image -> image.index())
                  .containsExactly(0, 1, 2);
              assertThat(delivered.missing()).isEmpty();
              assertThat(delivered.ref()).isEqualTo(own.orElse(GENUINE));
            });
    assertThat(world.outcomes()).as("seed %s", seed).last().asString().startsWith("succeeded");
    assertThat(world.outcomes()).hasSizeLessThanOrEqualTo(2);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.queue.waiting()).as("seed %s", seed).isZero();
  }

  /** The paid call's own reference, where it is known. */
  private Optional<ProviderTaskRef> begin(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> {
        world.claimed();
        yield Optional.empty();
      }
      case 1 -> {
        world.inDoubt();
        yield Optional.empty();
      }
      case 2 -> {
        world.claimed();
        world.queue.put(world.ownReference(world.acme.ref()), Duration.ZERO);
        world.pass(Duration.ofSeconds(1));
        yield Optional.of(world.acme.ref());
      }
      default -> {
        world.submitted();
        yield Optional.of(world.acme.ref());
      }
    };
  }

  private void happens(Random random, ProviderTaskRef own) {
    switch (random.nextInt(16)) {
      case 0 -> world.ring(own);
      case 1 -> world.ring(named("lost-" + random.nextInt(3)));
      case 2 -> world.ring(Examples.ref(BOLT, "foreign"));
      case 3 -> world.queue.put(world.rung(), Duration.ZERO);
      case 4 -> world.store.failOnNextWrites(1 + random.nextInt(3));
      case 5 -> world.store.loseAnswersOfNextReplaces(1 + random.nextInt(2));
      case 6 -> world.store.failOnOwn();
      case 7 -> world.store.comeBack();
      case 8 -> world.channel.goDown();
      case 9 -> world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
      case 10 -> world.channel.comeBack();
      case 11 -> {
        if (!world.stored().isPublished() && world.stored().hasRoomForSubscriber()) {
          world.store.beforeNextReplace(
              () -> world.store.replace(world.stored().withSubscriber("AQC/" + random.nextInt())));
        }
      }
      case 12, 13 -> ill(random);
      default -> world.pass(Duration.ofSeconds(1L << random.nextInt(14)));
    }
    world.pass(Duration.ofSeconds(random.nextInt(3)));
  }

  private void ill(Random random) {
    switch (random.nextInt(5)) {
      case 0 -> world.acme.willReport(answered503());
      case 1 -> world.acme.willReport(new NotKnown());
      case 2 -> world.acme.willReport(reported(new Running()));
      case 3 -> {
        world.acme.willReport(ref -> isOurs(ref) ? success(1) : new NotKnown());
        world.delivery.willGive(world.result(List.of(), List.of(0)));
      }
      default -> {
        world.acme.willReport(ref -> isOurs(ref) ? success(IMAGES) : new NotKnown());
        int good = random.nextInt(IMAGES);
        world.delivery.willGive(
            world.result(
                List.of(good),
                IntStream.range(0, IMAGES).filter(index -> index != good).boxed().toList()));
      }
    }
  }

  private boolean isOurs(ProviderTaskRef ref) {
    return ref.equals(GENUINE) || ref.equals(world.acme.ref());
  }

  private void well(ProviderTaskRef own) {
    world.acme.willReport(ref -> ref.equals(own) ? success(IMAGES) : new NotKnown());
    world.delivery.willStoreAll();
  }

  static IntStream seeds() {
    return IntStream.range(0, Integer.getInteger("darkroom.seeds", 200));
  }
}

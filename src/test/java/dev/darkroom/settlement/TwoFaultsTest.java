package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.answered503;
import static dev.darkroom.settlement.TaskWorld.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.notification.PublishResult;
import dev.darkroom.provider.CheckResult.NotKnown;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskState.Delivered;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything goes wrong at once, once: the provider is ill and lags, the store fails, the callback
 * is doubled, the queue loses what was put on it. One picture, one outcome.
 */
class TwoFaultsTest {
  private static final ProviderTaskRef GENUINE = TaskWorld.named("genuine");

  private final TaskWorld world = new TaskWorld();

  /** Where the task stands as the provider rings. */
  enum Before {
    CLAIMED,
    IN_DOUBT,
    GIVEN_UP_AND_PUBLISHED,
    GIVEN_UP_AND_NOT_TOLD,
    SUBMITTED,
    EXPIRED_AND_PUBLISHED
  }

  /** What happens besides. */
  enum Besides {
    NOTHING,
    THE_STORE_FAILS_ONCE,
    THE_STORE_FAILS_TWICE,
    THE_STORE_LOSES_AN_ANSWER,
    THE_RING_IS_DOUBLED,
    THE_QUEUE_LOSES_THE_NEXT_CHECKS,
    SOMEBODY_JOINS
  }

  /** Who brings the news, after the ring was heard. */
  enum Who {
    THE_RING,
    THE_SWEEP
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("all")
  void onePictureAndOneOutcomeComeOfIt(Before before, Besides besides, Who who) {
    bring(before);
    world.acme.willFirstReport(answered503(), new NotKnown()).willReport(success(3));
    world.delivery.willGive(world.result(List.of(0, 1), List.of(2)));
    happens(besides);

    if (who == Who.THE_RING || before != Before.SUBMITTED) {
      world.ring(named(before));
    }
    if (besides == Besides.THE_RING_IS_DOUBLED) {
      world.ring(named(before));
    }
    world.pass(Duration.ofSeconds(besides.name().startsWith("THE_STORE") ? 30 : 2));
    if (who == Who.THE_SWEEP || besides == Besides.THE_QUEUE_LOSES_THE_NEXT_CHECKS) {
      world.queue.loseMessages();
    }
    if (besides == Besides.SOMEBODY_JOINS && !world.stored().isPublished()) {
      world.store.replace(world.stored().withSubscriber("AQC/joined"));
    }
    world.pass(Duration.ofMinutes(20));
    world.delivery.willGive(world.result(List.of(2), List.of()));
    world.channel.comeBack();
    world.pass(Duration.ofMinutes(65));

    assertThat(world.stored().state())
        .isInstanceOfSatisfying(
            Delivered.class,
            delivered -> {
              assertThat(delivered.images()).hasSize(3);
              assertThat(delivered.missing()).isEmpty();
              assertThat(delivered.ref()).isEqualTo(named(before));
            });
    assertThat(world.outcomes()).last().asString().startsWith("succeeded");
    assertThat(world.outcomes()).hasSizeLessThanOrEqualTo(2);
    assertThat(world.stored().isOpen()).isFalse();
    assertThat(world.queue.dead()).isEmpty();
    assertThat(world.acme.asked()).hasSizeLessThan(40);
  }

  private ProviderTaskRef named(Before before) {
    return switch (before) {
      case SUBMITTED, EXPIRED_AND_PUBLISHED -> world.acme.ref();
      case CLAIMED, IN_DOUBT, GIVEN_UP_AND_PUBLISHED, GIVEN_UP_AND_NOT_TOLD -> GENUINE;
    };
  }

  private void bring(Before before) {
    switch (before) {
      case CLAIMED -> world.claimed();
      case IN_DOUBT -> world.inDoubt();
      case GIVEN_UP_AND_PUBLISHED -> world.givenUp();
      case GIVEN_UP_AND_NOT_TOLD -> {
        world.channel.willAnswer(new PublishResult.Transient("it answered 503"));
        world.givenUp();
      }
      case SUBMITTED -> world.submitted();
      case EXPIRED_AND_PUBLISHED -> {
        world.submitted();
        world.pass(world.request.delivery().deadline().plusMinutes(3));
      }
    }
  }

  private void happens(Besides besides) {
    switch (besides) {
      case THE_STORE_FAILS_ONCE -> world.store.failOnNextWrites(1);
      case THE_STORE_FAILS_TWICE -> world.store.failOnNextWrites(2);
      case THE_STORE_LOSES_AN_ANSWER -> world.store.loseAnswersOfNextReplaces(1);
      case NOTHING, THE_RING_IS_DOUBLED, THE_QUEUE_LOSES_THE_NEXT_CHECKS, SOMEBODY_JOINS -> {}
    }
  }

  static Stream<Arguments> all() {
    return Arrays.stream(Before.values())
        .flatMap(
            before ->
                Arrays.stream(Besides.values())
                    .flatMap(
                        besides ->
                            Arrays.stream(Who.values())
                                .map(who -> Arguments.of(before, besides, who))));
  }
}

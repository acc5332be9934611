package dev.darkroom.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.provider.DoubtRecovery;
import dev.darkroom.task.ProviderTaskRef;
import dev.darkroom.task.TaskExamples;
import dev.darkroom.testing.FakeRecovery;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks of a doubt that lost their race, or found more than they can look up. */
class ReturnedDoubtsTest extends DoubtFixture {
  @Test
  void aRepeatWhoseMarkLosesItsRaceIsMadeBeforeTheNextSweep() {
    trusted();
    inDoubt();
    recovery.willName(TAKEN, true);
    world.store.beforeNextReplace(
        () ->
            world.store.replace(
                world.stored().progressed(List.of("faster"), world.clock.instant())));

    world.pass(DoubtRecovery.REPEAT_AFTER.plus(Duration.ofSeconds(59)));

    assertThat(recovery.repeats()).hasSize(1);
    assertThat(world.isDelivered()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"50, true", "51, false"})
  void aListIsWeighedWithFiftyLookUpsAtMost(int tasksOfOthers, boolean provesThatNothingWasTaken) {
    inDoubt();
    var another = TaskExamples.claim(TaskExamples.plainRequest("another"));
    var refs =
        IntStream.range(0, tasksOfOthers).mapToObj(index -> TaskWorld.named("t" + index)).toList();
    refs.forEach(ref -> world.store.own(ref, another));
    recovery.willList(FakeRecovery.listed(refs.toArray(ProviderTaskRef[]::new)));

    world.pass(MINUTE.multipliedBy(7));

    assertThat(isNotAccepted()).isEqualTo(provesThatNothingWasTaken);
  }
}

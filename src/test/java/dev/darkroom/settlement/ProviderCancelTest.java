package dev.darkroom.settlement;

import static dev.darkroom.settlement.TaskWorld.reported;
import static org.assertj.core.api.Assertions.assertThat;

import dev.darkroom.check.Check;
import dev.darkroom.provider.CancelResult;
import dev.darkroom.task.LateImages;
import dev.darkroom.task.ProviderReport.Running;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider is asked to cancel, and what it answered is in the timeline. */
class ProviderCancelTest {
  private final TaskWorld world = new TaskWorld();
  private final Check check = Check.of(world.request.taskId());

  @BeforeEach
  void runs() {
    world.submitted();
    world.acme.willReport(reported(new Running()));
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(
            new CancelResult.Removed(), "asked acme to cancel: it took it out of its queue"),
        Arguments.of(new CancelResult.Requested(), "asked acme to cancel: it will try"),
        Arguments.of(new CancelResult.TooLate(), "asked acme to cancel: too late, it has ended"),
        Arguments.of(new CancelResult.NotKnown(), "asked acme to cancel: it knows no such task"),
        Arguments.of(new CancelResult.NotOffered(), "acme cannot be asked to cancel"),
        Arguments.of(
            new CancelResult.Transient("answered 503"), "asked acme to cancel: answered 503"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void eachAnswerIsNotedOnceInItsOwnWords(CancelResult answer, String words) {
    world.acme.willCancel(answer);
    world.cancel(LateImages.KEEP);

    world.settlement.settle(check);
    world.settlement.settle(check);

    assertThat(world.acme.cancelled()).containsExactly(world.acme.ref(), world.acme.ref());
    assertThat(world.timeline()).containsOnlyOnce(words);
  }

  @Test
  void aProviderThatIsOffIsNotAsked() {
    world.acme.isOff();
    world.cancel(LateImages.KEEP);

    world.settlement.settle(check);

    assertThat(world.acme.cancelled()).isEmpty();
    assertThat(world.timeline()).contains("asked acme to cancel: the provider is off");
  }

  @Test
  void nobodyIsAskedToCancelWhatNobodyCancelled() {
    world.settlement.settle(check);
    world.clock.advance(world.request.delivery().deadline());
    world.settlement.settle(check);
    world.settlement.settle(check);

    assertThat(world.status()).isEqualTo("failed, open");
    assertThat(world.acme.cancelled()).isEmpty();
  }

  @Test
  void aNoteThatLosesItsRaceLetsNothingFollowAndIsRetried() {
    world.cancel(LateImages.KEEP);
    world.store.beforeNextReplace(
        () -> world.store.replace(world.stored().withSubscriber("AQC/1")));
    int asked = world.acme.asked().size();
    int before = world.queue.waiting();

    world.settlement.settle(check);

    assertThat(world.acme.asked()).hasSize(asked);
    assertThat(world.channel.outcomes()).isEmpty();
    assertThat(world.queue.waiting()).isEqualTo(before + 1);
  }
}

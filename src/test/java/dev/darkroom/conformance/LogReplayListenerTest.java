package dev.darkroom.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.darkroom.log.StepLog;
import dev.darkroom.task.Step;
import dev.darkroom.task.Task;
import dev.darkroom.testing.Examples;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The listener can fail: in a session of its own, so that it does not fail this very run. */
@RecordsByHand
class LogReplayListenerTest {
  private final LogReplayListener listener = new LogReplayListener();

  @Test
  void aTestWithAnIllegalLineFailsTheRun() {
    assertThatThrownBy(() -> run(PaysTwice.class))
        .hasMessageContaining("one-call")
        .hasMessageContaining("PaysTwice");
  }

  @Test
  void aTestWithLegalLinesDoesNot() {
    assertThatCode(() -> run(PaysOnce.class)).doesNotThrowAnyException();

    assertThat(listener.lines()).isEqualTo(1);
  }

  @Test
  void theLinesOfTestsAreReplayedApart() {
    assertThatCode(() -> run(PaysOnce.class, PaysOnceAsWell.class)).doesNotThrowAnyException();

    assertThat(listener.lines()).isEqualTo(2);
  }

  @Test
  void recordsMadeByHandAreLeftOut() {
    assertThatCode(() -> run(PaysTwiceByHand.class)).doesNotThrowAnyException();
  }

  @Test
  void jUnitFindsTheListener() {
    var listeners = ServiceLoader.load(LauncherSessionListener.class).stream();

    assertThat(listeners.map(ServiceLoader.Provider::type)).contains(LogReplayListener.class);
  }

  private void run(Class<?>... tests) {
    var config =
        LauncherConfig.builder()
            .enableLauncherSessionListenerAutoRegistration(false)
            .addLauncherSessionListeners(listener)
            .build();
    try (var session = LauncherFactory.openSession(config)) {
      var request = LauncherDiscoveryRequestBuilder.request();
      for (var test : tests) {
        request.selectors(selectClass(test));
      }
      session.getLauncher().execute(request.build());
    }
  }

  private static void pay() {
    var claimed =
        Task.claimed(
            Examples.request(), Examples.ACME, List.of(), Examples.NOW, Duration.ofMinutes(1));
    new StepLog().info(Step.SUBMISSION, claimed, "accepted", Duration.ZERO);
  }

  /** Run by the tests above, and not by itself. */
  static final class PaysOnce {
    @Test
    void once() {
      pay();
    }
  }

  /** Of the same claim: it would be paid twice if it were the same log. */
  static final class PaysOnceAsWell {
    @Test
    void once() {
      pay();
    }
  }

  /** A story that no step writes. */
  static final class PaysTwice {
    @Test
    void twice() {
      pay();
      pay();
    }
  }

  /** The same, made by hand. */
  @RecordsByHand
  static final class PaysTwiceByHand {
    @Test
    void twice() {
      pay();
      pay();
    }
  }
}

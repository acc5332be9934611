package dev.darkroom.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The soak in small, within this process: the same tasks, faults, people and audit, and nobody is
 * killed. {@link SoakIT} is the whole.
 */
@QuarkusTest
@QuarkusTestResource(value = SoakWorld.class, restrictToAnnotatedClass = true)
@EnabledIfSystemProperty(named = "soak.small", matches = "true")
class SoakTest {
  private static final int TASKS = 150;

  @Test
  void nothingIsLostBilledTwiceOrUntold() {
    try (var darkroom = new Present()) {
      var result = Soak.run(SoakWorld.site(), darkroom, TASKS, SoakWorld.SEED);

      System.out.println(result.summary());
      assertThat(result.report().evidence()).hasSize(TASKS);
      assertThat(result.report().violations())
          .as("seed %d%s", SoakWorld.SEED, result.stories())
          .isEmpty();
    }
  }

  /** Darkroom as the test has started it; its sweeps are counted by the log. */
  private static final class Present extends ExtHandler implements Darkroom {
    private final AtomicInteger sweeps = new AtomicInteger();

    Present() {
      LogContext.getLogContext().getLogger("dev.darkroom.step").addHandler(this);
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
      if (line.getMessage().contains("sweep")) {
        sweeps.incrementAndGet();
      }
    }

    @Override
    public URI address() {
      return SoakWorld.site().darkroom();
    }

    @Override
    public int sweeps() {
      return sweeps.get();
    }

    @Override
    public boolean isMortal() {
      return false;
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException("it is this very process");
    }

    @Override
    public void awaitUp() {
      // It is up.
    }

    @Override
    public void close() {
      LogContext.getLogContext().getLogger("dev.darkroom.step").removeHandler(this);
    }
  }
}

package dev.darkroom.soak;

import dev.darkroom.local.MovableClock;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The counterparts of a run for a Darkroom in this very process, which cannot be killed. */
public final class SoakWorld implements QuarkusTestResourceLifecycleManager {
  static final long SEED = Long.getLong("soak.seed", 20_261_127);

  private static volatile Optional<SoakSite> running = Optional.empty();

  static SoakSite site() {
    return running.orElseThrow();
  }

  @Override
  public Map<String, String> start() {
    var site = new SoakSite(SoakSite.emptyFolder("soak-in-process"), new TestTime(), SEED);
    running = Optional.of(site);
    site.sdk().forEach(System::setProperty);
    var settings = new HashMap<>(site.settings());
    settings.put("quarkus.http.test-port", Integer.toString(site.darkroom().getPort()));
    settings.put("darkroom.log-json", "false");
    settings.put("darkroom.local.sweep-every", "PT0.1S");
    return settings;
  }

  @Override
  public void stop() {
    site().sdk().keySet().stream()
        .filter(name -> !name.equals("aws.region"))
        .forEach(System::clearProperty);
    site().close();
  }

  private static final class TestTime implements MovedTime {
    private final Clock clock = new MovableClock();

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public void advance(Duration time) {
      MovableClock.advance(time);
    }
  }
}
